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

// A finalizer would run where no limit reaches it.
// [1 the table, 2 the metatable, up 1 the library's own function; +1, e]
static int set_metatable(lua_State *L) {
    if (lua_type(L, 2) == LUA_TTABLE) {
        lua_pushliteral(L, "__gc");
        if (lua_rawget(L, 2) != LUA_TNIL) {
            return luaL_error(L, "a script cannot set __gc; use a to-be-closed variable (local x <close> = ...)");
        }
        lua_pop(L, 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

// [top the library; -0, +0, 2, m]
static void remove_fields(lua_State *L, const char *const names[]) {
    for (int i = 0; names[i] != NULL; i++) {
        lua_pushnil(L);
        lua_setfield(L, -2, names[i]);
    }
}

// [-0, +0, 2, m]
static void replace_global(lua_State *L, const char *name, lua_CFunction function) {
    lua_getglobal(L, name);
    lua_pushcclosure(L, function, 1);
    lua_setglobal(L, name);
}

// [-0, +0, 4, m]
static void open_base(lua_State *L) {
    static const char *const removed[] = {"dofile", "loadfile", NULL};
    luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
    remove_fields(L, removed);
    lua_pop(L, 1);
    clua_open_base(L);
    replace_global(L, "setmetatable", set_metatable);
    lua_register(L, "print", print);
}

// [-0, +0, 4, m]
static void open_string(lua_State *L) {
    static const char *const removed[] = {"dump", NULL};
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
    remove_fields(L, removed);
    clua_open_string(L);
    clua_open_patterns(L);
    lua_pop(L, 1);
    // Nobody reaches the methods of all strings through getmetatable("").
    lua_pushliteral(L, "");
    if (lua_getmetatable(L, -1)) {
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

// [-0, +0, 4, m]
static void open_os(lua_State *L) {
    static const char *const removed[] = {"execute", "exit", "getenv", "remove", "rename", "setlocale", "tmpname", NULL};
    luaL_requiref(L, LUA_OSLIBNAME, luaopen_os, 1);
    remove_fields(L, removed);
    lua_pop(L, 1);
}

// [-0, +0, 3, m]
static void open_debug(lua_State *L) {
    lua_newtable(L);
    lua_pushcfunction(L, clua_traceback);
    lua_setfield(L, -2, "traceback");
    lua_setglobal(L, LUA_DBLIBNAME);
}

// [+0, m]
int clua_open_libraries(lua_State *L) {
    open_base(L);
    open_string(L);
    open_os(L);
    open_debug(L);
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
