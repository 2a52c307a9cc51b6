// Threads that wait for the host: how they are suspended, recognised and closed.
//
// A waiting thread is one that is suspended inside a C function of this target. Each such function keeps, at a known
// place of its frame, its ticket or the coroutine whose wait it passes on, so nothing else has to be written down.
#include "clua_internal.h"

int clua_suspend(lua_State *L, clua_host *host, lua_KFunction again) {
    host->waiting = true;
    lua_pushinteger(L, (lua_Integer)host->ticket);
    return lua_yieldk(L, 0, (lua_KContext)host->ticket, again);
}

void clua_block(lua_State *L, clua_host *host) {
    lua_State *previous = host->running;
    host->running = L;
    int refusal = host->callbacks.block(host->callbacks.context, host->ticket);
    host->running = previous;
    host->refusal = refusal;
    clua_tick(L);
}

// Where a function that waits keeps its ticket, 0 when it is none.
static int place_of_ticket(lua_CFunction function) {
    if (function == clua_sleep || clua_is_host_function(function)) {
        return 1;
    }
    return function == clua_await || function == clua_map ? 2 : 0;
}

// The next coroutine inside a waiting thread, or NULL with the ticket of the thread itself.
static lua_State *step_inside(lua_State *thread, int64_t *ticket) {
    lua_Debug frame;
    lua_State *inner = NULL;
    *ticket = 0;
    if (lua_status(thread) != LUA_YIELD || clua_thread_is_abandoned(thread) || !lua_checkstack(thread, 2) || !lua_getstack(thread, 0, &frame)) {
        return NULL;
    }
    int top = lua_gettop(thread);
    lua_getinfo(thread, "f", &frame);
    lua_CFunction function = lua_tocfunction(thread, -1);
    if (function == clua_resume_coroutine && lua_getlocal(thread, &frame, 1) != NULL) {
        inner = lua_tothread(thread, -1);
    } else if (function == clua_call_wrapped && lua_getupvalue(thread, -1, 1) != NULL) {
        inner = lua_tothread(thread, -1);
    } else if (place_of_ticket(function) > 0 && lua_getlocal(thread, &frame, place_of_ticket(function)) != NULL) {
        *ticket = (int64_t)lua_tointeger(thread, -1);
    }
    lua_settop(thread, top);
    return inner;
}

int64_t clua_waiting_ticket(lua_State *thread) {
    int64_t ticket = 0;
    while (thread != NULL) {
        thread = step_inside(thread, &ticket);
    }
    return ticket;
}

bool clua_close_thread(lua_State *L, lua_State *thread) {
    int64_t ticket;
    lua_State *inner = step_inside(thread, &ticket);
    luaL_checkstack(L, 4, "too many coroutines wait inside one another");
    bool failed = inner != NULL && clua_close_thread(L, inner);
    if (clua_thread_is_abandoned(thread) || clua_reset_thread(L, thread) == LUA_OK) {
        return failed;
    }
    if (failed) {
        lua_pop(L, 1);
    }
    lua_xmove(thread, L, 1);
    return true;
}

static bool is_running(lua_State *L, lua_State *thread) {
    lua_Debug frame;
    return thread == L || (lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &frame) != 0);
}

// coroutine.close, which cancels the call that the coroutine waits for.
int clua_close_coroutine(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    if (is_running(L, thread)) {
        return luaL_error(L, "cannot close a %s coroutine", thread == L ? "running" : "normal");
    }
    int64_t ticket = clua_waiting_ticket(thread);
    if (ticket != 0) {
        lua_State *previous = host->running;
        host->running = L;
        host->callbacks.abandon(host->callbacks.context, ticket);
        host->running = previous;
    }
    luaL_checkstack(L, LUA_MINSTACK + 8, "too many coroutines close one another");
    bool failed = clua_close_thread(L, thread);
    lua_pushboolean(L, !failed);
    lua_insert(L, failed ? -2 : -1);
    return failed ? 2 : 1;
}

// coroutine.status, for which a coroutine that waits for the host is not suspended: nobody else may resume it.
int clua_coroutine_status(lua_State *L) {
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    const char *status = "dead";
    if (thread == L) {
        status = "running";
    } else if (clua_thread_is_abandoned(thread)) {
        status = "dead";
    } else if (lua_status(thread) == LUA_YIELD) {
        status = clua_waiting_ticket(thread) != 0 ? "normal" : "suspended";
    } else if (is_running(L, thread)) {
        status = "normal";
    } else if (lua_status(thread) == LUA_OK && lua_gettop(thread) > 0) {
        status = "suspended";
    }
    lua_pushstring(L, status);
    return 1;
}
