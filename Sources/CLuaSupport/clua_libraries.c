// What a script finds in its globals before the host adds its own.
#include "clua_libraries.h"
#include "clua_traceback.h"

#include <string.h>

// [from 1 the values; +0, e]
static int print(lua_State *L) {
    clua_host *host = clua_host_of(L);
    luaL_Buffer line;
    int count = lua_gettop(L);
    luaL_buffinit(L, &line);
    for (int index = 1; index <= count; index++) {
        if (index > 1) {
            luaL_addchar(&line, '\t');
        }
        luaL_tolstring(L, index, NULL);
        clua_count_output_of(L, lua_rawlen(L, -1) + 1);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    clua_count_output_of(L, count == 0 ? 1 : 0);
    host->callbacks.print(host->callbacks.context, text, length);
    return 0;
}

// What stands in the field `__gc` without being one: libraries write false or true there. It is taken out while the
// metatable is set, because Lua marks the table for good when it finds anything, and would call what stands there later.
// [at 1 the table, at 2 the metatable; -0, +0, 3, e]
static void set_without_finalizer(lua_State *L) {
    lua_pushliteral(L, "__gc");
    lua_pushvalue(L, -1);
    int kind = lua_rawget(L, 2);
    if (kind > LUA_TSTRING) {
        luaL_error(L, "a script cannot set __gc; use a to-be-closed variable (local x <close> = ...)");
    }
    if (kind != LUA_TNIL) {
        lua_pushliteral(L, "__gc");
        lua_pushnil(L);
        lua_rawset(L, 2);
    }
    lua_pushvalue(L, 2);
    lua_setmetatable(L, 1);
    if (kind != LUA_TNIL) {
        lua_rawset(L, 2);
    }
    lua_settop(L, 2);
}

// A finalizer would run where no limit reaches it.
// [1 the table, 2 the metatable; +1, e]
static int set_metatable(lua_State *L) {
    int kind = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, kind == LUA_TNIL || kind == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
        return luaL_error(L, "cannot change a protected metatable");
    }
    lua_settop(L, 2);
    if (kind == LUA_TTABLE) {
        set_without_finalizer(L);
        lua_settop(L, 1);
    } else {
        lua_setmetatable(L, 1);
    }
    return 1;
}

// [top the library; -0, +0, 2, m]
static void remove_fields(lua_State *L, const char *const names[]) {
    for (int i = 0; names[i] != NULL; i++) {
        lua_pushnil(L);
        lua_setfield(L, -2, names[i]);
    }
}

// [-0, +0, 4, m]
static void open_base(lua_State *L) {
    static const char *const removed[] = {"dofile", "loadfile", NULL};
    luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
    remove_fields(L, removed);
    lua_pop(L, 1);
    clua_open_base(L);
    lua_register(L, "setmetatable", set_metatable);
    lua_register(L, "print", print);
}

// What getmetatable("") gives is a copy, always the same: a script can look at it, and a change of it changes nothing.
// [-0, +0, 5, m]
static void hide_string_metatable(lua_State *L) {
    lua_pushliteral(L, "");
    if (lua_getmetatable(L, -1)) {
        lua_newtable(L);
        lua_pushnil(L);
        while (lua_next(L, -3) != 0) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, -4);
        }
        lua_setfield(L, -2, "__metatable");
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

// [-0, +0, 5, m]
static void open_string(lua_State *L) {
    static const char *const removed[] = {"dump", NULL};
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
    remove_fields(L, removed);
    clua_open_string(L);
    clua_open_patterns(L);
    lua_pop(L, 1);
    hide_string_metatable(L);
}

// [+0, m]
int clua_open_libraries(lua_State *L) {
    open_base(L);
    open_string(L);
    clua_open_os(L);
    clua_open_debug(L);
    clua_open_io(L);
    luaL_requiref(L, LUA_TABLIBNAME, luaopen_table, 1);
    clua_open_table(L);
    clua_open_sort(L);
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 1);
    luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 1);
    luaL_requiref(L, LUA_COLIBNAME, luaopen_coroutine, 1);
    clua_open_coroutine(L);
    clua_open_tasks(L);
    lua_settop(L, 0);
    return 0;
}
