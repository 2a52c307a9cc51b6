// require: the host's modules, and the script's own, each loaded once. The body of a module may wait for the host.
#include "clua_libraries.h"
#include "clua_protected.h"

#include <string.h>

// Upvalues: the modules by name, the host function that finds a text, and the chains of names being loaded, by thread.
enum { MODULES = 1, FIND, CHAINS };

// A chain is a to-be-closed value: whichever way a module's body ends, its name leaves.
// [1 the chain; +0, m]
static int leave_chain(lua_State *L) {
    lua_Unsigned count = lua_rawlen(L, 1);
    lua_pushnil(L);
    lua_rawseti(L, 1, (lua_Integer)count);
    return 0;
}

// Pushes the list of the modules that this thread is loading.
// [-0, +1, 4, m]
static void push_chain(lua_State *L) {
    lua_pushthread(L);
    if (lua_rawget(L, lua_upvalueindex(CHAINS)) == LUA_TTABLE) {
        return;
    }
    lua_pop(L, 1);
    static const luaL_Reg functions[] = {{"__close", leave_chain}, {NULL, NULL}};
    lua_newtable(L);
    clua_push_metatable(L, "keyshift.chain", functions);
    lua_setmetatable(L, -2);
    lua_pushthread(L);
    lua_pushvalue(L, -2);
    lua_rawset(L, lua_upvalueindex(CHAINS));
}

// A module that is asked for while it loads has no value yet.
// [at 1 the name, at 3 the chain; -0, +0, 4, e]
static void refuse_cycle(lua_State *L) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
    lua_Integer first = 0;
    for (lua_Integer i = 1; i <= count && first == 0; i++) {
        lua_rawgeti(L, 3, i);
        first = lua_rawequal(L, -1, 1) ? i : 0;
        lua_pop(L, 1);
    }
    if (first == 0) {
        return;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (lua_Integer i = first; i <= count; i++) {
        lua_rawgeti(L, 3, i);
        luaL_addvalue(&text);
        luaL_addstring(&text, " needs ");
    }
    lua_pushvalue(L, 1);
    luaL_addvalue(&text);
    luaL_pushresult(&text);
    luaL_error(L, "require: the modules need each other: %s", lua_tostring(L, -1));
}

// [goes on after the body; 1 the name, 2 the path, 3 the chain, 4 what the body returned; +1, e]
static int keep_module(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(MODULES)) != LUA_TNIL) {
        return 1; // another task was faster; a module has one value
    }
    lua_pop(L, 1);
    if (lua_isnil(L, 4)) {
        lua_pushboolean(L, 1);
        lua_replace(L, 4);
    }
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 4);
    lua_rawset(L, lua_upvalueindex(MODULES));
    lua_settop(L, 4);
    return 1;
}

// [at 1 the name; -0, +2, 2, e] Leaves the path of its file, and its text.
static void find_text(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(FIND));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 2);
}

// [1 the name; +1, y]
static int require(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING) {
        return luaL_error(L, "require: the module's name must be a string, not %s", luaL_typename(L, 1));
    }
    lua_settop(L, 1);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(MODULES)) != LUA_TNIL) {
        return 1;
    }
    lua_settop(L, 1);
    find_text(L);
    push_chain(L);
    lua_insert(L, 3);
    refuse_cycle(L);
    // 1: the name, 2: the path, 3: the chain, 4: the text
    size_t count;
    const char *text = lua_tolstring(L, 4, &count);
    lua_pushfstring(L, "@%s", lua_tostring(L, 2));
    if (clua_load_text(L, text, count, lua_tostring(L, -1)) != LUA_OK) {
        return lua_error(L);
    }
    lua_replace(L, 4);
    lua_settop(L, 4);
    lua_pushvalue(L, 1);
    lua_rawseti(L, 3, (lua_Integer)lua_rawlen(L, 3) + 1);
    lua_toclose(L, 3);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_callk(L, 2, 1, 0, keep_module);
    return keep_module(L, LUA_OK, 0);
}

// [1 nothing; +0, e]
static int require_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 2);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushcclosure(L, require, 3);
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_require_function(clua_host *host) {
    return clua_protected(host, host->running, require_body, NULL);
}
