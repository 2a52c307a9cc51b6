// require, and the table `package`: what a script put into `package.preload`, the script's own files, and the host's
// modules, each loaded once. The body of a module may wait for the host.
#include "clua_libraries.h"
#include "clua_protected.h"

#include <string.h>

// Upvalues: the host's modules by name, the host function that finds a text, the chains of names being loaded by thread,
// how often each module was loaded, and `package`.
enum { MODULES = 1, FIND, CHAINS, COUNTS, PACKAGE };

// The frame of a require: its name, what it was loaded from, the chain, and how often the module had been loaded.
enum { NAME = 1, ORIGIN, CHAIN, COUNT, BODY };

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
// [at NAME the name, at CHAIN the chain; -0, +0, 4, e]
static void refuse_cycle(lua_State *L) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, CHAIN);
    lua_Integer first = 0;
    for (lua_Integer i = 1; i <= count && first == 0; i++) {
        lua_rawgeti(L, CHAIN, i);
        first = lua_rawequal(L, -1, 1) ? i : 0;
        lua_pop(L, 1);
    }
    if (first == 0) {
        return;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (lua_Integer i = first; i <= count; i++) {
        lua_rawgeti(L, CHAIN, i);
        luaL_addvalue(&text);
        luaL_addstring(&text, " needs ");
    }
    lua_pushvalue(L, 1);
    luaL_addvalue(&text);
    luaL_pushresult(&text);
    luaL_error(L, "require: the modules need each other: %s", lua_tostring(L, -1));
}

// [-0, +1, 3, m]
static void push_loaded(lua_State *L) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
}

// Pushes what is known of the module, nil or false when it is not loaded.
// [at NAME the name; -0, +1, 3, m]
static void push_known(lua_State *L) {
    push_loaded(L);
    lua_pushvalue(L, NAME);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

// [at NAME the name; -1, +0, 3, m]
static void set_known(lua_State *L) {
    push_loaded(L);
    lua_pushvalue(L, NAME);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 2);
}

// [at NAME the name; -0, +0, 2, m]
static lua_Integer times_loaded(lua_State *L) {
    lua_pushvalue(L, NAME);
    lua_rawget(L, lua_upvalueindex(COUNTS));
    lua_Integer count = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return count;
}

// What the body returned is the module, else what the body itself put into `package.loaded`, else true. Where another
// task was faster, the module has that one's value.
// [goes on after the body; NAME, ORIGIN, CHAIN, COUNT, at BODY what it returned; +2, e]
static int keep_module(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_Integer count = times_loaded(L);
    if (count == lua_tointeger(L, COUNT)) {
        lua_pushvalue(L, NAME);
        lua_pushinteger(L, count + 1);
        lua_rawset(L, lua_upvalueindex(COUNTS));
        if (!lua_isnil(L, BODY)) {
            lua_pushvalue(L, BODY);
            set_known(L);
        }
    }
    push_known(L);
    if (lua_isnil(L, -1)) {
        lua_pushboolean(L, 1);
        lua_pushvalue(L, -1);
        set_known(L);
    }
    lua_pushvalue(L, ORIGIN);
    return 2;
}

// Replaces the name by the loader that the script put under it, with what it is called with.
// [at NAME the name; -0, +2|0, 3, e] The origin and the loader.
static bool find_preloaded(lua_State *L) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_pushvalue(L, NAME);
    lua_rawget(L, -2);
    lua_remove(L, -2);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return false;
    }
    lua_pushliteral(L, ":preload:");
    lua_insert(L, -2);
    return true;
}

// Finds the file of a module, and compiles it. Without a file, and without a module of the host, it raises what the host
// function has to say.
// [at NAME the name; -0, +2|1, 4, e] The origin and the loader; or, when false, the module of the host.
static bool find_file(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(FIND));
    lua_pushvalue(L, NAME);
    if (lua_getfield(L, lua_upvalueindex(PACKAGE), "path") != LUA_TSTRING) {
        luaL_error(L, "'package.path' must be a string");
    }
    lua_call(L, 2, 2);
    if (lua_isnil(L, -2)) {
        lua_pushvalue(L, NAME);
        if (lua_rawget(L, lua_upvalueindex(MODULES)) == LUA_TNIL) {
            lua_pop(L, 1);
            luaL_where(L, 1);
            lua_insert(L, -2);
            lua_concat(L, 2);
            lua_error(L);
        }
        return false;
    }
    size_t count;
    const char *text = lua_tolstring(L, -1, &count);
    lua_pushfstring(L, "@%s", lua_tostring(L, -2));
    if (clua_load_file(L, text, count, lua_tostring(L, -1)) != LUA_OK) {
        lua_error(L);
    }
    lua_insert(L, -3);
    lua_pop(L, 2);
    return true;
}

// [1 the name; +1|2, y]
static int require(lua_State *L) {
    luaL_checkstring(L, NAME);
    lua_settop(L, NAME);
    push_known(L);
    if (lua_toboolean(L, -1)) {
        return 1;
    }
    lua_settop(L, NAME);
    if (!find_preloaded(L) && !find_file(L)) {
        lua_pushvalue(L, -1);
        set_known(L);
        return 1;
    }
    push_chain(L);
    lua_insert(L, CHAIN);
    refuse_cycle(L);
    lua_pushinteger(L, times_loaded(L));
    lua_insert(L, COUNT);
    lua_pushvalue(L, NAME);
    lua_rawseti(L, CHAIN, (lua_Integer)lua_rawlen(L, CHAIN) + 1);
    lua_toclose(L, CHAIN);
    lua_pushvalue(L, NAME);
    lua_pushvalue(L, ORIGIN);
    lua_callk(L, 2, 1, 0, keep_module);
    return keep_module(L, LUA_OK, 0);
}

// [at 3 the path; -0, +1, 4, m]
static void push_package(lua_State *L) {
    lua_createtable(L, 0, 5);
    lua_pushliteral(L, "/\n;\n?\n!\n-\n");
    lua_setfield(L, -2, "config");
    lua_pushvalue(L, 3);
    lua_setfield(L, -2, "path");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "cpath");
    push_loaded(L);
    lua_setfield(L, -2, "loaded");
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
    lua_setfield(L, -2, "preload");
    lua_pushvalue(L, -1);
    clua_set_library(L, LUA_LOADLIBNAME);
}

// [1 nothing; +0, e]
static int require_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 3);
    push_package(L);
    lua_replace(L, 3);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_insert(L, 3);
    lua_newtable(L);
    lua_insert(L, 4);
    lua_pushcclosure(L, require, PACKAGE);
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_require_function(clua_host *host) {
    return clua_protected(host, host->running, require_body, NULL);
}
