// What is left of the library `os`: the clock and the date, and two functions that answer without reaching the machine.
#include "clua_libraries.h"

#include <stdlib.h>

// A script's environment is empty: what the program was started with may hold secrets.
// [1 the name; +1, e]
static int get_environment(lua_State *L) {
    luaL_checkstring(L, 1);
    luaL_pushfail(L);
    return 1;
}

// Stops the script as a limit does: no protected call catches it, and no variable is closed.
// [1 the status or a boolean, 2 whether to close the state; e] Does not return, but into a hook.
static int exit_script(lua_State *L) {
    clua_host *host = clua_host_of(L);
    if (lua_isboolean(L, 1)) {
        host->limit.exit_status = lua_toboolean(L, 1) ? EXIT_SUCCESS : EXIT_FAILURE;
    } else {
        host->limit.exit_status = luaL_optinteger(L, 1, EXIT_SUCCESS);
    }
    return clua_stop_script(L, CLUA_STOP_EXIT);
}

// [-0, +0, 4, m]
void clua_open_os(lua_State *L) {
    static const char *const removed[] = {"execute", "remove", "rename", "setlocale", "tmpname", NULL};
    static const luaL_Reg functions[] = {{"getenv", get_environment}, {"exit", exit_script}, {NULL, NULL}};
    luaL_requiref(L, LUA_OSLIBNAME, luaopen_os, 1);
    for (int i = 0; removed[i] != NULL; i++) {
        lua_pushnil(L);
        lua_setfield(L, -2, removed[i]);
    }
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
