// coroutine.resume and coroutine.wrap that let a host call inside the coroutine suspend the whole task: the wait travels
// up, thread by thread, and each level resumes its child when it is resumed itself.
#include "clua_libraries.h"
#include "clua_tick.h"
#include "clua_waiting.h"

#include <string.h>

// Runs `child` on behalf of L, as lua_resume does; the signal handler knows that it runs.
// [-0, +0, 1, e] The child gives its arguments and gets its results, or its error.
static int resume_thread(lua_State *child, lua_State *L, int arguments, int *results) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    clua_tick(L);
    limit->current = child;
    int status = lua_resume(child, L, arguments, results);
    limit->current = L;
    if (limit->stop != CLUA_STOP_NONE) {
        clua_abandon_thread(child);
    }
    clua_tick(L);
    return status;
}

// Moves what the child gave, or its error, to L. The number of values, negative for an error.
// [-0, +count|1, *, m]
static int take_results(lua_State *L, lua_State *child, int status, int count) {
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_xmove(child, L, 1);
        return -1;
    }
    if (!lua_checkstack(L, count + 1)) {
        lua_pop(child, count);
        lua_pushliteral(L, "too many results to resume");
        return -1;
    }
    lua_xmove(child, L, count);
    return count;
}

// [-0, +1, 1, m]
static int closed_meanwhile(lua_State *L) {
    clua_host_of(L)->refusal = CLUA_ACCEPTED;
    lua_pushliteral(L, "the coroutine was closed while it waited");
    return -1;
}

// [-0, +the results|1, *, y]
static int resume_child(lua_State *L, lua_State *child, int arguments, lua_KFunction again) {
    clua_host *host = clua_host_of(L);
    for (;;) {
        int count = 0;
        int status = resume_thread(child, L, arguments, &count);
        if (status != LUA_YIELD || !host->waiting) {
            return take_results(L, child, status, count);
        }
        if (lua_isyieldable(L)) {
            return clua_suspend_for(L, child, again);
        }
        host->waiting = false;
        clua_block(L, host);
        arguments = 0;
        if (lua_status(child) != LUA_YIELD) {
            return closed_meanwhile(L);
        }
    }
}

// Goes on after the wait of a child.
// [-0, +the results|1, *, y]
static int resume_waited(lua_State *L, lua_State *child, lua_KFunction again) {
    return lua_status(child) == LUA_YIELD ? resume_child(L, child, 0, again) : closed_meanwhile(L);
}

// [-0, +0|1, 1, m] When it is false the reason is on top.
static bool can_resume(lua_State *L, lua_State *child, int arguments) {
    if (!lua_checkstack(child, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return false;
    }
    lua_Debug frame;
    if (lua_status(child) == LUA_YIELD && !clua_thread_is_abandoned(child)) {
        if (clua_waiting_ticket(child) == 0) {
            return true;
        }
        lua_pushliteral(L, "cannot resume non-suspended coroutine");
        return false;
    }
    if (lua_status(child) != LUA_OK || clua_thread_is_abandoned(child)) {
        lua_pushliteral(L, "cannot resume dead coroutine");
    } else if (child == L || lua_getstack(child, 0, &frame) != 0) {
        lua_pushliteral(L, "cannot resume non-suspended coroutine");
    } else if (lua_gettop(child) == 0) {
        lua_pushliteral(L, "cannot resume dead coroutine");
    } else {
        return true;
    }
    return false;
}

// [-the values, +true and these|false and the error, 1, -]
static int answer_resume(lua_State *L, int count) {
    lua_pushboolean(L, count >= 0);
    int values = count >= 0 ? count : 1;
    lua_insert(L, -(values + 1));
    return values + 1;
}

// [goes on after a wait; 1 the coroutine; +the results, y]
static int resume_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    clua_end_suspension(L);
    lua_State *child = lua_tothread(L, 1);
    return answer_resume(L, resume_waited(L, child, resume_again));
}

// [1 the coroutine, from 2 the arguments; +the results, y]
static int resume(lua_State *L) {
    lua_State *child = lua_tothread(L, 1);
    luaL_argexpected(L, child, 1, "coroutine");
    int arguments = lua_gettop(L) - 1;
    if (!can_resume(L, child, arguments)) {
        return answer_resume(L, -1);
    }
    lua_xmove(L, child, arguments);
    return answer_resume(L, resume_child(L, child, arguments, resume_again));
}

// The lines that a chain of wrapped coroutines puts before one message; a deeper one does not go on repeating them.
#define MOST_POSITIONS 8

// [top the message; -0, +0, 1, m]
static bool repeats_position(const char *message, const char *position, size_t count) {
    for (int i = 0; i < MOST_POSITIONS; i++) {
        if (strncmp(message + (size_t)i * count, position, count) != 0) {
            return false;
        }
    }
    return true;
}

// Puts the caller's line before the message on top.
// [-1, +1, 1, m]
static void add_position(lua_State *L) {
    luaL_where(L, 1);
    size_t count;
    const char *position = lua_tolstring(L, -1, &count);
    if (repeats_position(lua_tostring(L, -2), position, count)) {
        lua_pop(L, 1);
        return;
    }
    lua_insert(L, -2);
    lua_concat(L, 2);
}

// [top the results or the error; -0, +0, 2, e]
static int answer_wrap(lua_State *L, lua_State *child, int count) {
    if (count >= 0) {
        return count;
    }
    int status = lua_status(child);
    if (status != LUA_OK && status != LUA_YIELD) {
        status = clua_reset_thread(L, child);
        lua_xmove(child, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        add_position(L);
    }
    return lua_error(L);
}

// [goes on after a wait; up 1 the coroutine; +the results, y]
static int wrap_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    clua_end_suspension(L);
    lua_State *child = lua_tothread(L, lua_upvalueindex(1));
    return answer_wrap(L, child, resume_waited(L, child, wrap_again));
}

// [from 1 the arguments, up 1 the coroutine; +the results, y]
static int call_wrapped(lua_State *L) {
    lua_State *child = lua_tothread(L, lua_upvalueindex(1));
    int arguments = lua_gettop(L);
    if (!can_resume(L, child, arguments)) {
        return answer_wrap(L, child, -1);
    }
    lua_xmove(L, child, arguments);
    return answer_wrap(L, child, resume_child(L, child, arguments, wrap_again));
}

// [1 the function; +1, e]
static int wrap(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *child = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, child, 1);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

// [-0, +0, 0, -]
static bool is_running(lua_State *L, lua_State *thread) {
    lua_Debug frame;
    return thread == L || (lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &frame) != 0);
}

// coroutine.close, which cancels the call that the coroutine waits for.
// [1 the coroutine; +1|2, e]
static int close_coroutine(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    if (is_running(L, thread)) {
        return luaL_error(L, "cannot close a %s coroutine", thread == L ? "running" : "normal");
    }
    int64_t ticket = clua_waiting_ticket(thread);
    if (ticket != 0) {
        lua_State *previous = clua_begin_callback(L, host);
        host->callbacks.abandon(host->callbacks.context, ticket);
        clua_end_callback(host, previous);
    }
    luaL_checkstack(L, LUA_MINSTACK + 8, "too many coroutines close one another");
    bool failed = clua_close_thread(L, thread);
    lua_pushboolean(L, !failed);
    lua_insert(L, failed ? -2 : -1);
    return failed ? 2 : 1;
}

// coroutine.status, for which a coroutine that waits for the host is not suspended: nobody else may resume it.
// [1 the coroutine; +1, e]
static int coroutine_status(lua_State *L) {
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

// The thread of a task is what the main thread is in Lua's own program: no coroutine, as far as a script can tell.

// [from 1 the values; +those, y]
static int yield(lua_State *L) {
    if (clua_thread_is_task(L)) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
        return lua_error(L);
    }
    return lua_yield(L, lua_gettop(L));
}

// [1 the coroutine or none; +1, e]
static int is_yieldable(lua_State *L) {
    lua_State *thread = lua_isnone(L, 1) ? L : lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    lua_pushboolean(L, lua_isyieldable(thread) && !clua_thread_is_task(thread));
    return 1;
}

// [+2, -]
static int running(lua_State *L) {
    bool is_main = lua_pushthread(L) != 0;
    lua_pushboolean(L, is_main || clua_thread_is_task(L));
    return 2;
}

// The coroutine library is on top of the stack.
// [top the library; -0, +0, 2, m]
void clua_open_coroutine(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"resume", resume},
        {"wrap", wrap},
        {"close", close_coroutine},
        {"status", coroutine_status},
        {"yield", yield},
        {"isyieldable", is_yieldable},
        {"running", running},
        {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
