// coroutine.resume and coroutine.wrap that let a host call inside the coroutine suspend the whole task: the wait travels
// up, thread by thread, and each level resumes its child when it is resumed itself.
#include "clua_internal.h"

#include <string.h>

int clua_resume_thread(lua_State *child, lua_State *L, int arguments, int *results) {
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

static int resume_child(lua_State *L, lua_State *child, int arguments, lua_KFunction again);

// Moves what the child gave, or its error, to L. The number of values, negative for an error.
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

static int resume_child(lua_State *L, lua_State *child, int arguments, lua_KFunction again) {
    clua_host *host = clua_host_of(L);
    for (;;) {
        int count = 0;
        int status = clua_resume_thread(child, L, arguments, &count);
        if (status != LUA_YIELD || !host->waiting) {
            return take_results(L, child, status, count);
        }
        if (lua_isyieldable(L)) {
            return lua_yieldk(L, 0, 0, again);
        }
        host->waiting = false;
        host->callbacks.block(host->callbacks.context, host->ticket);
        clua_tick(L);
        arguments = 0;
    }
}

static bool can_resume(lua_State *L, lua_State *child, int arguments) {
    if (!lua_checkstack(child, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return false;
    }
    if (lua_status(child) == LUA_YIELD && !clua_thread_is_abandoned(child)) {
        return true;
    }
    lua_Debug frame;
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

static int answer_resume(lua_State *L, int count) {
    lua_pushboolean(L, count >= 0);
    int values = count >= 0 ? count : 1;
    lua_insert(L, -(values + 1));
    return values + 1;
}

static int resume_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *child = lua_tothread(L, 1);
    return answer_resume(L, resume_child(L, child, 0, resume_again));
}

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

// Puts the caller's line before the message on top, unless it is there: a deep chain does not repeat one line.
static void add_position(lua_State *L) {
    luaL_where(L, 1);
    size_t count;
    const char *position = lua_tolstring(L, -1, &count);
    const char *message = lua_tostring(L, -2);
    if (strncmp(message, position, count) == 0) {
        lua_pop(L, 1);
        return;
    }
    lua_insert(L, -2);
    lua_concat(L, 2);
}

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

static int wrap_again(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *child = lua_tothread(L, lua_upvalueindex(1));
    return answer_wrap(L, child, resume_child(L, child, 0, wrap_again));
}

static int call_wrapped(lua_State *L) {
    lua_State *child = lua_tothread(L, lua_upvalueindex(1));
    int arguments = lua_gettop(L);
    if (!can_resume(L, child, arguments)) {
        return answer_wrap(L, child, -1);
    }
    lua_xmove(L, child, arguments);
    return answer_wrap(L, child, resume_child(L, child, arguments, wrap_again));
}

static int wrap(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *child = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, child, 1);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

// The coroutine library is on top of the stack.
void clua_open_coroutine(lua_State *L) {
    static const luaL_Reg functions[] = {{"resume", resume}, {"wrap", wrap}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
