// The way of a host call: from Lua to Swift, through a wait, and back with results or an error.
#include "clua_hostcall.h"
#include "clua_tick.h"

#include "clua_scalars.h"
#include "clua_traceback.h"
#include "clua_values.h"
#include "clua_waiting.h"

static int finish_wait(lua_State *L, int status, lua_KContext ticket);

// [-all, +0, *, e] Does not return.
static void raise(lua_State *L, clua_host *host, bool with_position) {
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 1);
    if (with_position) {
        clua_push_position(L, 1);
        bool known = lua_rawlen(L, 2) > 0;
        if (known && lua_type(L, 1) == LUA_TSTRING) {
            lua_pushliteral(L, ": ");
            lua_rotate(L, 1, 2);
            lua_concat(L, 3);
        } else if (known && lua_type(L, 1) == LUA_TTABLE) {
            lua_setfield(L, 1, "position");
        }
    }
    lua_settop(L, 1);
    lua_error(L);
}

// [-0, +0, 0, -]
static int ask_to_finish(lua_State *L, clua_host *host, int64_t ticket) {
    lua_State *previous = clua_begin_callback(L, host);
    host->count = 0;
    int answer = host->callbacks.finish(host->callbacks.context, ticket);
    clua_end_callback(host, previous);
    return answer;
}

// [-all, +the results, *, y]
static int conclude(lua_State *L, clua_host *host, int status) {
    clua_tick(L);
    lua_settop(L, 0);
    while (status == CLUA_WAIT) {
        if (lua_isyieldable(L)) {
            return clua_suspend(L, host, finish_wait);
        }
        int64_t ticket = host->ticket;
        clua_block(L, host);
        status = ask_to_finish(L, host, ticket);
    }
    if (status == CLUA_RETURN) {
        return clua_push_buffer(L, host);
    }
    raise(L, host, status == CLUA_RAISE);
    return 0;
}

// [goes on after a wait; -all, +the results, *, y]
static int finish_wait(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    clua_tick(L);
    clua_host *host = clua_host_of(L);
    return conclude(L, host, ask_to_finish(L, host, (int64_t)ticket));
}

// A call whose arguments need the buffer.
// [from 1 the arguments; -0, +0, *, e]
CLUA_APART clua_answer call_with_buffer(lua_State *L, clua_host *host, int64_t function) {
    host->count = 0;
    clua_encode_from(L, host, 1);
    lua_State *previous = clua_begin_callback(L, host);
    clua_answer answer = host->callbacks.call_with(host->callbacks.context, function, host->bytes, host->count);
    clua_end_callback(host, previous);
    return answer;
}

// [from 1 the arguments; +the results, y]
CLUA_INLINE int call_host_function(lua_State *L, clua_host *host, int64_t function) {
    clua_scalars scalars = {0};
    clua_answer answer;
    if (clua_read_scalars(L, &scalars)) {
        lua_State *previous = clua_begin_callback(L, host);
        answer = host->callbacks.call(
            host->callbacks.context, function, scalars.words[0], scalars.words[1], scalars.shape);
        clua_end_callback(host, previous);
    } else {
        answer = call_with_buffer(L, host, function);
    }
    // A stop that was asked for inside a quick call is seen here; the others come past conclude.
    if (__builtin_expect(atomic_load_explicit(&host->limit.attention, memory_order_relaxed), 0)) {
        clua_attend(L);
    }
    switch (answer.status) {
    case CLUA_RETURN_NOTHING:
        return 0;
    case CLUA_RETURN_INTEGER:
        lua_pushinteger(L, answer.word);
        return 1;
    case CLUA_RETURN_NUMBER:
        clua_push_number(L, answer.word);
        return 1;
    default:
        return conclude(L, host, (int)answer.status);
    }
}

// [from 1 the arguments; +the results, y]
int clua_call_in_slot(lua_State *L, int slot) {
    clua_host *host = clua_host_of(L);
    return call_host_function(L, host, host->slots[slot]);
}

// [from 1 the arguments, up 1 the id; +the results, y]
int clua_call_host_closure(lua_State *L) {
    return call_host_function(L, clua_host_of(L), (intptr_t)lua_touserdata(L, lua_upvalueindex(1)));
}
