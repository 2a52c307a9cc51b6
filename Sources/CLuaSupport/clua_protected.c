// The protected call that everything runs below which Swift asks of Lua.
#include "clua_protected.h"

// [-0, +0, *, -]
int clua_protected(clua_host *host, lua_State *L, lua_CFunction body, void *argument) {
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        host->count = 0;
        return CLUA_FAILED;
    }
    bool outermost = clua_enter(host);
    lua_State *current = host->limit.current;
    host->limit.current = L;
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, argument);
    bool done = lua_pcall(L, 1, 0, 0) == LUA_OK;
    if (!done) {
        clua_report_failure(host, L, NULL);
    } else if (host->limit.stop != CLUA_STOP_NONE) {
        lua_pushnil(L);
        clua_report_failure(host, L, NULL);
        done = false;
    }
    host->limit.current = current;
    if (outermost) {
        clua_leave(host);
    }
    return done ? CLUA_DONE : CLUA_FAILED;
}
