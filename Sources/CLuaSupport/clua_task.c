// Tasks: the coroutines that Swift drives. Each is anchored in the registry.
#include "clua_internal.h"

static int task_new_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    int64_t reference = *(int64_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_State *thread = lua_newthread(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)reference);
    int arguments = clua_push_buffer(L, host);
    luaL_checkstack(thread, arguments + 1, "too many arguments");
    lua_xmove(L, thread, arguments + 1);
    lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_task_new(clua_host *host, int64_t reference) {
    return clua_protected(host, host->main, task_new_body, &reference);
}

static lua_State *thread_of(clua_host *host, int64_t task) {
    lua_State *L = host->main;
    if (!lua_checkstack(L, 1)) {
        return NULL;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)task);
    lua_State *thread = lua_tothread(L, -1);
    lua_pop(L, 1);
    return thread;
}

struct results {
    lua_State *thread;
    int count;
};

static int results_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    struct results *results = lua_touserdata(L, 1);
    lua_settop(L, 0);
    luaL_checkstack(L, results->count, "too many results");
    lua_xmove(results->thread, L, results->count);
    host->count = 0;
    clua_encode_from(L, host, 1);
    return 0;
}

// Whether a limit was hit; a deadline that has just passed counts.
static bool must_stop(clua_host *host) {
    struct clua_limit_state *limit = &host->limit;
    if (limit->stop == CLUA_STOP_NONE && atomic_load_explicit(&limit->expired, memory_order_relaxed)) {
        limit->stop = CLUA_STOP_TIME;
    }
    return limit->stop != CLUA_STOP_NONE;
}

static int report_stop(clua_host *host, lua_State *L, lua_State *thread) {
    if (host->limit.stopped == NULL) {
        host->limit.stopped = thread;
    }
    clua_note_position(thread);
    clua_abandon_thread(thread);
    clua_watchdog_stand_down(host);
    if (lua_checkstack(L, LUA_MINSTACK)) {
        lua_pushnil(L);
        clua_report_failure(host, L, thread);
    }
    return CLUA_FAILED;
}

static int resume_task(clua_host *host, int64_t task) {
    lua_State *L = host->main;
    lua_State *thread = thread_of(host, task);
    if (thread == NULL) {
        host->count = 0;
        return CLUA_FAILED;
    }
    int arguments = lua_status(thread) == LUA_OK ? lua_gettop(thread) - 1 : 0;
    int count = 0;
    host->waiting = false;
    int status = LUA_YIELD;
    clua_time_left(host);
    if (!must_stop(host)) {
        host->limit.current = thread;
        status = lua_resume(thread, L, arguments, &count);
        host->limit.current = L;
    }
    host->running = L;
    if (must_stop(host)) {
        return report_stop(host, L, thread);
    }
    if (status == LUA_YIELD && host->waiting) {
        host->waiting = false;
        return CLUA_WAITING;
    }
    if (status == LUA_OK) {
        struct results results = {thread, count};
        return clua_protected(host, L, results_body, &results);
    }
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        host->count = 0;
        return CLUA_FAILED;
    }
    if (status == LUA_YIELD) {
        lua_pushliteral(L, "coroutine.yield was called outside of a coroutine");
    } else {
        lua_xmove(thread, L, 1);
    }
    clua_report_failure(host, L, thread);
    return CLUA_FAILED;
}

int clua_task_resume(clua_host *host, int64_t task) {
    bool outermost = clua_enter(host);
    int outcome = resume_task(host, task);
    if (outermost) {
        clua_leave(host);
    }
    return outcome;
}

static int task_release_body(lua_State *L) {
    int task = (int)*(int64_t *)lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, task);
    lua_State *thread = lua_tothread(L, -1);
    if (thread != NULL && !clua_thread_is_abandoned(thread)) {
        clua_reset_thread(L, thread);
    }
    luaL_unref(L, LUA_REGISTRYINDEX, task);
    return 0;
}

int clua_task_release(clua_host *host, int64_t task) {
    return clua_protected(host, host->main, task_release_body, &task);
}
