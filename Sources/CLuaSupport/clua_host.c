// The state, host functions, and the protected entry points that Swift calls.
#include "clua_internal.h"
#include "clua_scalars.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

clua_host *clua_host_of(lua_State *L) {
    // The lowest bit marks a thread that a limit stopped.
    return (clua_host *)(*(uintptr_t *)lua_getextraspace(L) & ~(uintptr_t)1);
}

// Reached only by a call that should have been protected.
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

// Host functions

static int finish_wait(lua_State *L, int status, lua_KContext ticket);

// Pushes the line of the script that is running, such as `late.lua:6`, or an empty string.
void clua_push_position(lua_State *L, int level) {
    lua_Debug frame;
    for (; lua_getstack(L, level, &frame) != 0; level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0) {
            lua_pushfstring(L, "%s:%d", frame.short_src, frame.currentline);
            return;
        }
    }
    lua_pushliteral(L, "");
}

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

static int ask_to_finish(lua_State *L, clua_host *host, int64_t ticket) {
    lua_State *previous = host->running;
    host->running = L;
    host->count = 0;
    int answer = host->callbacks.finish(host->callbacks.context, ticket);
    host->running = previous;
    return answer;
}

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

static int finish_wait(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    clua_tick(L);
    clua_host *host = clua_host_of(L);
    return conclude(L, host, ask_to_finish(L, host, (int64_t)ticket));
}

// A call whose arguments need the buffer.
CLUA_APART clua_answer call_with_buffer(lua_State *L, clua_host *host, int64_t function) {
    host->count = 0;
    clua_encode_from(L, host, 1);
    lua_State *previous = host->running;
    host->running = L;
    clua_answer answer = host->callbacks.call_with(host->callbacks.context, function, host->bytes, host->count);
    host->running = previous;
    return answer;
}

CLUA_INLINE int call_host_function(lua_State *L, clua_host *host, int64_t function) {
    clua_scalars scalars = {0};
    clua_answer answer;
    if (clua_read_scalars(L, &scalars)) {
        lua_State *previous = host->running;
        host->running = L;
        answer = host->callbacks.call(
            host->callbacks.context, function, scalars.words[0], scalars.words[1], scalars.shape);
        host->running = previous;
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

int clua_call_in_slot(lua_State *L, int slot) {
    clua_host *host = clua_host_of(L);
    return call_host_function(L, host, host->slots[slot]);
}

int clua_call_host_closure(lua_State *L) {
    return call_host_function(L, clua_host_of(L), (intptr_t)lua_touserdata(L, lua_upvalueindex(1)));
}

int64_t clua_host_function(clua_host *host, int64_t reference) {
    // Nothing here can raise.
    lua_State *L = host->running;
    if (!lua_checkstack(L, 2)) {
        return 0;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    int64_t function = clua_host_function_at(L, -1);
    lua_pop(L, 1);
    return function;
}

// Protected calls

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

struct chunk {
    const char *text;
    size_t count;
    const char *name;
};

static int load_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    struct chunk *chunk = lua_touserdata(L, 1);
    if (clua_load_text(L, chunk->text, chunk->count, chunk->name) != LUA_OK) {
        return lua_error(L);
    }
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_load(clua_host *host, const char *text, size_t count, const char *chunk_name) {
    struct chunk chunk = {text, count, chunk_name};
    return clua_protected(host, host->running, load_body, &chunk);
}

static int set_global_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    const char *name = lua_touserdata(L, 1);
    clua_push_buffer(L, host);
    host->count = 0;
    lua_settop(L, 2);
    lua_setglobal(L, name);
    return 0;
}

int clua_set_global(clua_host *host, const char *name) {
    return clua_protected(host, host->running, set_global_body, (void *)name);
}

static int get_global_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_getglobal(L, lua_touserdata(L, 1));
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_get_global(clua_host *host, const char *name) {
    return clua_protected(host, host->running, get_global_body, (void *)name);
}

static int call_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    int64_t reference = *(int64_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)reference);
    int arguments = clua_push_buffer(L, host);
    lua_call(L, arguments, LUA_MULTRET);
    host->count = 0;
    clua_encode_from(L, host, 1);
    return 0;
}

int clua_call(clua_host *host, int64_t reference) {
    return clua_protected(host, host->running, call_body, &reference);
}

static int keep_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 1);
    lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_keep(clua_host *host) {
    return clua_protected(host, host->running, keep_body, NULL);
}

static int describe_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 1);
    luaL_tolstring(L, 1, NULL);
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_describe(clua_host *host) {
    return clua_protected(host, host->running, describe_body, NULL);
}

static int position_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    host->count = 0;
    clua_push_position(L, 1);
    clua_encode(L, host, -1);
    return 0;
}

int clua_position(clua_host *host) {
    return clua_protected(host, host->running, position_body, NULL);
}

void clua_release_reference(clua_host *host, int64_t reference) {
    // The buffer holds the arguments of a call by now, so no failure may be reported in it. None happens: the keys that
    // change are there, and so nothing is allocated. Without a place on the stack the reference stays until the end.
    if (lua_checkstack(host->running, LUA_MINSTACK)) {
        luaL_unref(host->running, LUA_REGISTRYINDEX, (int)reference);
    }
}
