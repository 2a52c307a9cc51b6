// The life of a state: the top layer, which knows all others.
#include "clua_hostcall.h"
#include "clua_libraries.h"

#include <stdlib.h>
#include <unistd.h>

// Reached only by a call that should have been protected.
// [1 the error; does not return]
static int panic(lua_State *L) {
    (void)L;
    static const char message[] = "keyshift: Lua raised an error outside of a protected call\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    abort();
}

clua_host *clua_host_new(clua_callbacks callbacks, clua_limits limits) {
    clua_host *host = calloc(1, sizeof *host);
    if (host == NULL) {
        return NULL;
    }
    host->callbacks = callbacks;
    host->limit.limits = limits;
    host->limit.trigger = limits.memory;
    host->main = lua_newstate(clua_allocate, host);
    if (host->main == NULL) {
        free(host);
        return NULL;
    }
    *(clua_host **)lua_getextraspace(host->main) = host;
    host->running = host->main;
    host->slot_calls = clua_slot_calls;
    host->closure_call = clua_call_host_closure;
    lua_atpanic(host->main, panic);
#if CLUA_COUNT_HOOK
    lua_sethook(host->main, clua_hook, LUA_MASKCOUNT, 1000);
#endif
    lua_pushcfunction(host->main, clua_open_libraries);
    if (lua_pcall(host->main, 0, 0, 0) != LUA_OK) {
        clua_host_close(host);
        return NULL;
    }
    return host;
}

void clua_host_close(clua_host *host) {
    lua_close(host->main);
    free(host->bytes);
    free(host);
}

int64_t clua_ticket(const clua_host *host) {
    return host->ticket;
}

void clua_set_ticket(clua_host *host, int64_t ticket) {
    host->ticket = ticket;
}
