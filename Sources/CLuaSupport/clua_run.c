// Runs: where limits begin to count, and where they end.
#include "clua_watchdog.h"

bool clua_enter(clua_host *host) {
    struct clua_limit_state *limit = &host->limit;
    if (limit->entered) {
        return false;
    }
    limit->entered = true;
    limit->stop = CLUA_STOP_NONE;
    limit->position[0] = 0;
    limit->stopped = NULL;
    limit->output = 0;
    limit->closing = 0;
    limit->stack_base = __builtin_frame_address(0);
    limit->current = host->main;
    if (limit->pressure) {
        lua_gc(host->main, LUA_GCCOLLECT);
        limit->pressure = false;
    }
    limit->trigger = limit->limits.memory;
    atomic_store_explicit(&limit->expired, false, memory_order_relaxed);
    atomic_store_explicit(&limit->interrupted, false, memory_order_relaxed);
    atomic_store_explicit(&limit->attention, false, memory_order_relaxed);
    int64_t now = clua_now();
    limit->deadline = limit->limits.time > INT64_MAX - now ? INT64_MAX : now + limit->limits.time;
    clua_watchdog_arm(host);
    return true;
}

void clua_leave(clua_host *host) {
    clua_watchdog_disarm(host);
    host->limit.entered = false;
    host->limit.current = NULL;
    host->limit.stopped = NULL;
#if !CLUA_COUNT_HOOK
    lua_sethook(host->main, NULL, 0, 0);
#endif
}

void clua_set_limits(clua_host *host, clua_limits limits) {
    host->limit.limits = limits;
    host->limit.trigger = limits.memory;
}

enum clua_stop clua_stop_reason(const clua_host *host) {
    return host->limit.stop;
}

int64_t clua_exit_status(const clua_host *host) {
    return host->limit.exit_status;
}

int64_t clua_time_left(clua_host *host) {
    int64_t left = host->limit.deadline - clua_now();
    bool interrupted = atomic_load_explicit(&host->limit.interrupted, memory_order_relaxed);
    if (left > 0 && host->limit.stop == CLUA_STOP_NONE && !interrupted) {
        return left;
    }
    atomic_store_explicit(&host->limit.expired, true, memory_order_relaxed);
    atomic_store_explicit(&host->limit.attention, true, memory_order_relaxed);
    return 0;
}

// Whether a limit was hit; a deadline that has just passed counts.
bool clua_must_stop(clua_host *host) {
    struct clua_limit_state *limit = &host->limit;
    if (limit->stop == CLUA_STOP_NONE && atomic_load_explicit(&limit->expired, memory_order_relaxed)) {
        limit->stop = clua_end_of_time(limit);
    }
    return limit->stop != CLUA_STOP_NONE;
}
