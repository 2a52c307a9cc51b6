// Threads that wait for the host: how they are suspended, recognised and closed.
//
// A waiting thread is one that is suspended inside a C function of this target. On top of its stack are then what it waits
// for, and one of two marks. No script can make such a mark, and nothing else has to be written down.
#include "clua_waiting.h"
#include "clua_tick.h"

// Their addresses are the marks, as light userdata: below the first is a ticket, below the second the coroutine that the
// thread resumed, which the thread keeps.
static const char ticket_mark;
static const char child_mark;

// [-0, +0, 2, y] Does not return.
int clua_suspend(lua_State *L, clua_host *host, lua_KFunction again) {
    host->waiting = true;
    lua_pushinteger(L, (lua_Integer)host->ticket);
    lua_pushlightuserdata(L, (void *)&ticket_mark);
    return lua_yieldk(L, 0, (lua_KContext)host->ticket, again);
}

// [-0, +0, 2, y] Does not return.
int clua_suspend_for(lua_State *L, lua_State *child, lua_KFunction again) {
    lua_pushlightuserdata(L, child);
    lua_pushlightuserdata(L, (void *)&child_mark);
    return lua_yieldk(L, 0, 0, again);
}

// [-2, +0, 0, -]
void clua_end_suspension(lua_State *L) {
    lua_pop(L, 2);
}

// [-0, +0, 1, e]
void clua_block(lua_State *L, clua_host *host) {
    lua_State *previous = clua_begin_callback(L, host);
    int refusal = host->callbacks.block(host->callbacks.context, host->ticket);
    clua_end_callback(host, previous);
    host->refusal = refusal;
    clua_tick(L);
}

// The next coroutine inside a waiting thread, or NULL with the ticket of the thread itself.
// [-0, +0, 0, -]
static lua_State *step_inside(lua_State *thread, int64_t *ticket) {
    *ticket = 0;
    if (lua_status(thread) != LUA_YIELD || clua_thread_is_abandoned(thread) || lua_gettop(thread) < 2
        || !lua_islightuserdata(thread, -1)) {
        return NULL;
    }
    const void *mark = lua_touserdata(thread, -1);
    if (mark == &ticket_mark) {
        *ticket = (int64_t)lua_tointeger(thread, -2);
    }
    return mark == &child_mark ? lua_touserdata(thread, -2) : NULL;
}

// [-0, +0, 0, -]
int64_t clua_waiting_ticket(lua_State *thread) {
    int64_t ticket = 0;
    while (thread != NULL) {
        thread = step_inside(thread, &ticket);
    }
    return ticket;
}

// [-0, +0|1, *, e]
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
