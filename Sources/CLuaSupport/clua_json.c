// The json module: its functions, and the entry that Swift decodes through.
#include "clua_json.h"
#include "clua_protected.h"
#include "clua_refusal.h"

#include <string.h>

// Marks

// Gives the table at 1, or a new one, a mark; a table with a metatable of its own keeps that.
// [1 the table or none; +1, e]
static int mark_table(lua_State *L, const char *name, void (*push_mark)(lua_State *L)) {
    if (lua_isnone(L, 1)) {
        lua_newtable(L);
    }
    if (lua_type(L, 1) != LUA_TTABLE) {
        clua_refuse_arguments(L, name, 1);
        return luaL_error(L, "%s: the value must be a table, not %s", name, luaL_typename(L, 1));
    }
    if (lua_getmetatable(L, 1) && clua_mark_of(L, 1) == 0) {
        return luaL_error(L, "%s: the table has a metatable already", name);
    }
    lua_settop(L, 1);
    push_mark(L);
    lua_setmetatable(L, 1);
    return 1;
}

// [1 the table or none; +1, e]
static int mark_array(lua_State *L) {
    return mark_table(L, "json.array", clua_push_array_mark);
}

// [1 the table or none; +1, e]
static int mark_object(lua_State *L) {
    return mark_table(L, "json.object", clua_push_object_mark);
}

// The functions of the module

// [-0, +0|1, 3, e]
static bool read_options(lua_State *L, int index) {
    if (lua_isnoneornil(L, index)) {
        return false;
    }
    if (lua_type(L, index) != LUA_TTABLE) {
        clua_refuse_arguments(L, "json.decode", index);
        luaL_error(L, "json.decode: the options must be a table, not %s", luaL_typename(L, index));
    }
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || strcmp(lua_tostring(L, -2), "keep_nulls") != 0) {
            clua_refuse_arguments(L, "json.decode", index);
            luaL_error(L, "json.decode has one option, keep_nulls, and no %s", luaL_tolstring(L, -2, NULL));
        }
        if (lua_type(L, -1) != LUA_TBOOLEAN) {
            clua_refuse_arguments(L, "json.decode", index);
            luaL_error(L, "json.decode: keep_nulls must be true or false, not %s", luaL_typename(L, -1));
        }
    }
    lua_getfield(L, index, "keep_nulls");
    return lua_toboolean(L, -1);
}

// [1 the text, 2 the options; +1, e]
static int decode(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING) {
        clua_refuse_arguments(L, "json.decode", lua_gettop(L));
        return luaL_error(L, "json.decode: the text must be a string, not %s", luaL_typename(L, 1));
    }
    struct clua_json_text text = {.owner = "json.decode"};
    text.bytes = lua_tolstring(L, 1, &text.count);
    text.keep_nulls = read_options(L, 2);
    clua_json_push(L, &text);
    return 1;
}

// [1 json.null; +1, m]
static int describe_null(lua_State *L) {
    lua_pushliteral(L, "json.null");
    return 1;
}

// All light userdata share one metatable, and json.null is the only one that a script meets.
// [-0, +0, 4, m]
static void name_null(lua_State *L) {
    lua_pushlightuserdata(L, NULL);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, describe_null);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

// [1 nothing; +0, e]
static int functions_body(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"encode", clua_json_encode}, {"decode", decode}, {"array", mark_array}, {"object", mark_object}, {NULL, NULL},
    };
    clua_host *host = clua_host_of(L);
    name_null(L);
    luaL_newlib(L, functions);
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_json_functions(clua_host *host) {
    return clua_protected(host, host->running, functions_body, NULL);
}

// [1 the text; +0, e]
static int decode_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    const struct clua_json_text *text = lua_touserdata(L, 1);
    clua_json_push(L, text);
    lua_pushinteger(L, lua_isnil(L, -1) ? 0 : luaL_ref(L, LUA_REGISTRYINDEX));
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_json_decode(clua_host *host, const char *bytes, size_t count, const char *key, const char *owner) {
    struct clua_json_text text = {.bytes = bytes, .count = count, .key = key, .owner = owner};
    return clua_protected(host, host->running, decode_body, &text);
}
