// The host function that refuses arguments of functions of C: it knows what each takes, and says it as `check` does.
#include "clua_refusal.h"
#include "clua_protected.h"

// The registry has the function under the address of this.
static const char key;

void clua_refuse_arguments(lua_State *L, const char *function, int count) {
    luaL_checkstack(L, count + 2, "too many arguments");
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &key) != LUA_TFUNCTION) {
        lua_pop(L, 1);
        return;
    }
    lua_pushstring(L, function);
    for (int i = 1; i <= count; i++) {
        lua_pushvalue(L, i);
    }
    lua_call(L, count + 1, 0);
}

// [1 nothing; +0, e]
static int keep_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 1);
    host->count = 0;
    lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
    return 0;
}

int clua_keep_refusal(clua_host *host) {
    return clua_protected(host, host->running, keep_body, NULL);
}
