// What is left of the library `debug`: tracebacks, and what can be told of a function without a way into it.
#include "clua_libraries.h"
#include "clua_traceback.h"

#include <string.h>

// [-1, +1, 1, m]
static void set_text(lua_State *L, const char *field, const char *text) {
    lua_pushstring(L, text);
    lua_setfield(L, -2, field);
}

// [-1, +1, 1, m]
static void set_integer(lua_State *L, const char *field, lua_Integer integer) {
    lua_pushinteger(L, integer);
    lua_setfield(L, -2, field);
}

// [-1, +1, 1, m]
static void set_boolean(lua_State *L, const char *field, int boolean) {
    lua_pushboolean(L, boolean);
    lua_setfield(L, -2, field);
}

// [top the answer; -0, +0, 2, m]
static void set_source(lua_State *L, const lua_Debug *frame) {
    lua_pushlstring(L, frame->source, frame->srclen);
    lua_setfield(L, -2, "source");
    set_text(L, "short_src", frame->short_src);
    set_integer(L, "linedefined", frame->linedefined);
    set_integer(L, "lastlinedefined", frame->lastlinedefined);
    set_text(L, "what", frame->what);
}

// [top the answer; -0, +0, 2, m]
static void set_fields(lua_State *L, const lua_Debug *frame, const char *options) {
    if (strchr(options, 'S')) {
        set_source(L, frame);
    }
    if (strchr(options, 'l')) {
        set_integer(L, "currentline", frame->currentline);
    }
    if (strchr(options, 'u')) {
        set_integer(L, "nups", frame->nups);
        set_integer(L, "nparams", frame->nparams);
        set_boolean(L, "isvararg", frame->isvararg);
    }
    if (strchr(options, 'n')) {
        set_text(L, "name", frame->name);
        set_text(L, "namewhat", frame->namewhat);
    }
    if (strchr(options, 'r')) {
        set_integer(L, "ftransfer", frame->ftransfer);
        set_integer(L, "ntransfer", frame->ntransfer);
    }
    if (strchr(options, 't')) {
        set_boolean(L, "istailcall", frame->istailcall);
    }
}

// The frame of a level, or the function that was given, which is moved to `thread`.
// [at `first` the level or the function; +0, *, e] False when there is no such level.
static bool find_frame(lua_State *L, lua_State *thread, int first, lua_Debug *frame) {
    if (lua_isfunction(L, first)) {
        if (thread != L && !lua_checkstack(thread, 4)) {
            luaL_error(L, "stack overflow");
        }
        lua_pushvalue(L, first);
        if (thread != L) {
            lua_xmove(L, thread, 1);
        }
        return true;
    }
    lua_Integer level = luaL_checkinteger(L, first);
    return level >= 0 && level <= 10000000 && lua_getstack(thread, (int)level, frame) != 0;
}

// A function of C is given only to who has it: some of ours trust what calls them.
// [at the top of `thread` the lines and below them the function, as asked for; -those, +0, 3, m]
static void set_values(lua_State *L, lua_State *thread, const char *options, bool is_given) {
    static const char *const fields[] = {"activelines", "func"};
    bool asked[] = {strchr(options, 'L') != NULL, strchr(options, 'f') != NULL};
    for (int i = 0; i < 2; i++) {
        if (!asked[i]) {
            continue;
        }
        if (thread == L) {
            lua_pushvalue(L, -2);
            lua_remove(L, -3);
        } else {
            lua_xmove(thread, L, 1);
        }
        if (i == 1 && !is_given && lua_iscfunction(L, -1)) {
            lua_pop(L, 1);
        } else {
            lua_setfield(L, -2, fields[i]);
        }
    }
}

// debug.getinfo([thread,] function or level [, options])
// [1 the thread or none, then the level and the options; +1, e]
static int get_info(lua_State *L) {
    lua_Debug frame = {0};
    lua_State *thread = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
    int first = lua_isthread(L, 1) ? 2 : 1;
    const char *options = luaL_optstring(L, first + 1, "flnSrtuL");
    luaL_argcheck(L, *options != '>', first + 1, "invalid option '>'");
    luaL_argcheck(L, strspn(options, "flnSrtuL") == strlen(options), first + 1, "invalid option");
    if (thread != L && !lua_checkstack(thread, 4)) {
        return luaL_error(L, "stack overflow");
    }
    bool is_given = lua_isfunction(L, first);
    if (!find_frame(L, thread, first, &frame)) {
        luaL_pushfail(L);
        return 1;
    }
    const char *whole = is_given ? lua_pushfstring(L, ">%s", options) : options;
    if (is_given && thread == L) {
        lua_insert(L, -2);
    }
    lua_getinfo(thread, whole, &frame);
    lua_createtable(L, 0, 12);
    set_fields(L, &frame, options);
    set_values(L, thread, options, is_given);
    return 1;
}

// [-0, +0, 5, m]
void clua_open_debug(lua_State *L) {
    static const luaL_Reg functions[] = {{"traceback", clua_traceback}, {"getinfo", get_info}, {NULL, NULL}};
    luaL_newlib(L, functions);
    clua_set_library(L, LUA_DBLIBNAME);
}
