// What completion may know of a script's values: their types and names, with no code of the script run.
#include "clua_protected.h"

// Keys that are looked at, and names that are answered, at the most.
#define MOST_KEYS 20000
#define MOST_NAMES 1000

// Replaces the value on top by its field at the key at `key`; nil where it is no table.
// [-1, +1, 1, -]
static void step(lua_State *L, int key) {
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        lua_pushnil(L);
        return;
    }
    lua_pushvalue(L, key);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

// [-0, +0|1, 2, e]
static void answer_names(lua_State *L, clua_host *host, int table) {
    int names = 0;
    lua_pushnil(L);
    for (int keys = 0; keys < MOST_KEYS && lua_next(L, table) != 0; keys++) {
        if (lua_type(L, -2) == LUA_TSTRING && names++ < MOST_NAMES) {
            clua_encode(L, host, -2);
        }
        lua_pop(L, 1);
    }
}

// [1 nothing; +0, e]
static int look_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    int keys = clua_push_buffer(L, host);
    lua_pushglobaltable(L);
    for (int key = 1; key <= keys; key++) {
        step(L, key);
    }
    int value = lua_gettop(L);
    host->count = 0;
    lua_pushstring(L, luaL_typename(L, value));
    clua_encode(L, host, -1);
    if (lua_type(L, value) == LUA_TUSERDATA) {
        clua_encode(L, host, value);
        return 0;
    }
    lua_pushnil(L);
    clua_encode(L, host, -1);
    if (lua_istable(L, value)) {
        answer_names(L, host, value);
    }
    return 0;
}

int clua_look(clua_host *host) {
    return clua_protected(host, host->running, look_body, NULL);
}
