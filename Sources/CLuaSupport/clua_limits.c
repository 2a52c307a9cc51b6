// Limits: the allocator that counts, and the one way in which a script is stopped.
//
// No hook is set while all is well. A stop is a yield that nothing resumes; the script's own protected calls cannot
// catch it. Where Lua cannot yield, a stop is an error that every protected call of ours raises again.
#include "clua_host.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Memory beyond the limit that is still handed out: a table in the middle of an assignment needs up to three times its
// size, and Lua 5.4.4 must not be refused memory there (it would use a collected table).
static size_t hard_limit(size_t soft) {
    size_t slack = (size_t)32 << 20;
    return soft > (SIZE_MAX - slack) / 3 ? SIZE_MAX : soft * 3 + slack;
}

// Bytes of C stack below which closing a coroutine may nest: Lua 5.4.4 does not count these levels.
#define CLOSING_STACK ((ptrdiff_t)1 << 20)
#define CLOSING_DEPTH 100

// [-0, +0, 0, -]
static void set_hook(lua_State *L) {
    if (L != NULL) {
        lua_sethook(L, clua_hook, LUA_MASKCOUNT, 1);
    }
}

static void press(struct clua_limit_state *limit) {
    limit->pressure = true;
    atomic_store_explicit(&limit->attention, true, memory_order_relaxed);
    set_hook(limit->current);
}

void *clua_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    struct clua_limit_state *limit = &((clua_host *)context)->limit;
    size_t before = block == NULL ? 0 : old_size;
    if (new_size == 0) {
        free(block);
        limit->used -= before;
        if (limit->used < limit->limits.memory) {
            limit->trigger = limit->limits.memory;
        }
        return NULL;
    }
    if (new_size > before) {
        size_t growth = new_size - before;
        size_t hard = hard_limit(limit->limits.memory);
        if (limit->used > hard || growth > hard - limit->used) {
            if (limit->stop == CLUA_STOP_NONE) {
                limit->stop = CLUA_STOP_MEMORY;
            }
            press(limit);
            return NULL;
        }
    }
    void *place = realloc(block, new_size);
    if (place == NULL) {
        return NULL;
    }
    limit->used += new_size - before;
    if (limit->used > limit->trigger && !limit->pressure) {
        press(limit);
    }
    return place;
}

// What a call costs beyond its values.
#define FRAME_SIZE 64

// Whether the thread is in the middle of so many calls that their frames take `count` bytes.
// [-0, +0, 0, -]
static bool frames_take(lua_State *L, size_t count) {
    lua_Debug frame;
    size_t calls = count / FRAME_SIZE + 1;
    return calls < INT_MAX && lua_getstack(L, (int)calls, &frame) != 0;
}

// A full collection happens at most once for each sixteenth of the limit that the script allocates (a quarter in a
// recursion, where collections are slow). The frames of the
// running thread do not count: Lua bounds them itself, and a runaway recursion shall learn of a stack overflow.
// [-0, +0, 0, -]
static void relieve(lua_State *L, struct clua_limit_state *limit) {
    lua_gc(L, LUA_GCCOLLECT);
    limit->pressure = false;
    size_t memory = limit->limits.memory;
    size_t most = memory - memory / 16;
    if (limit->used > most && !frames_take(L, limit->used - most)) {
        limit->stop = CLUA_STOP_MEMORY;
    }
    limit->trigger = limit->used > most ? limit->used + memory / 4 : memory;
}

// [-0, +0, 0, -]
void clua_note_position(lua_State *L) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    if (limit->position[0] != 0) {
        return;
    }
    lua_Debug frame;
    for (int level = 0; level < 100 && lua_getstack(L, level, &frame) != 0; level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0) {
            snprintf(limit->position, sizeof limit->position, "%s:%d", frame.short_src, frame.currentline);
            return;
        }
    }
}

// [-0, +0, 1, e] Returns only to a hook, which has to return at once.
static int stop(lua_State *L, struct clua_limit_state *limit) {
    atomic_store_explicit(&limit->attention, true, memory_order_relaxed);
    clua_note_position(L);
    set_hook(L);
    if (lua_isyieldable(L)) {
        if (limit->stopped == NULL) {
            limit->stopped = L;
        }
        return lua_yield(L, 0);
    }
    limit->stopped = NULL;
    lua_pushliteral(L, "the script hit a limit");
    return lua_error(L);
}

// [-0, +0, 1, e]
int clua_stop_script(lua_State *L, enum clua_stop reason) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    if (limit->stop == CLUA_STOP_NONE) {
        limit->stop = reason;
    }
    return stop(L, limit);
}

enum clua_stop clua_end_of_time(const struct clua_limit_state *limit) {
    return atomic_load_explicit(&limit->interrupted, memory_order_relaxed) ? CLUA_STOP_INTERRUPT : CLUA_STOP_TIME;
}

// [-0, +0, 1, e]
void clua_attend(lua_State *L) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    if (limit->stop == CLUA_STOP_NONE && atomic_load_explicit(&limit->expired, memory_order_relaxed)) {
        limit->stop = clua_end_of_time(limit);
    }
    if (limit->stop == CLUA_STOP_NONE && limit->pressure) {
        relieve(L, limit);
    }
    if (limit->stop != CLUA_STOP_NONE) {
        stop(L, limit);
        return;
    }
    atomic_store_explicit(&limit->attention, false, memory_order_relaxed);
    if (atomic_load_explicit(&limit->expired, memory_order_relaxed)) {
        atomic_store_explicit(&limit->attention, true, memory_order_relaxed);
    }
}

// [a hook; -0, +0, 1, e]
void clua_hook(lua_State *L, lua_Debug *frame) {
    (void)frame;
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    if (!atomic_load_explicit(&limit->attention, memory_order_relaxed)) {
#if CLUA_COUNT_HOOK
        lua_sethook(L, clua_hook, LUA_MASKCOUNT, 1000);
#else
        lua_sethook(L, NULL, 0, 0);
#endif
        return;
    }
    clua_attend(L);
}

// [-0, +0, 1, e]
void clua_expect_memory(lua_State *L, size_t count) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    if (count > limit->limits.memory) {
        clua_stop_script(L, CLUA_STOP_MEMORY);
    }
}

bool clua_count_output(clua_host *host, size_t count) {
    struct clua_limit_state *limit = &host->limit;
    limit->output = count > SIZE_MAX - limit->output ? SIZE_MAX : limit->output + count;
    if (limit->output <= limit->limits.output) {
        return true;
    }
    if (limit->stop == CLUA_STOP_NONE) {
        limit->stop = CLUA_STOP_OUTPUT;
    }
    atomic_store_explicit(&limit->attention, true, memory_order_relaxed);
    return false;
}

// [-0, +0, 1, e]
void clua_count_output_of(lua_State *L, size_t count) {
    if (!clua_count_output(clua_host_of(L), count)) {
        clua_attend(L);
    }
}

// Threads

// The two lowest bits of the word that a thread has for its host: what clua_host_of takes away.
#define ABANDONED ((uintptr_t)1)
#define TASK ((uintptr_t)2)

// [-0, +0, 0, -]
void clua_mark_task(lua_State *thread) {
    uintptr_t *place = lua_getextraspace(thread);
    *place |= TASK;
}

// [-0, +0, 0, -]
bool clua_thread_is_task(lua_State *thread) {
    uintptr_t *place = lua_getextraspace(thread);
    return (*place & TASK) != 0;
}

// [-0, +0, 0, -]
void clua_abandon_thread(lua_State *thread) {
    uintptr_t *place = lua_getextraspace(thread);
    *place |= ABANDONED;
}

// [-0, +0, 0, -]
bool clua_thread_is_abandoned(lua_State *thread) {
    uintptr_t *place = lua_getextraspace(thread);
    return (*place & ABANDONED) != 0;
}

// [-0, +0, 2, e] The child is left empty, or with the error of a __close on top.
int clua_reset_thread(lua_State *L, lua_State *child) {
    struct clua_limit_state *limit = &clua_host_of(L)->limit;
    const char *here = __builtin_frame_address(0);
    ptrdiff_t depth = here > limit->stack_base ? here - limit->stack_base : limit->stack_base - here;
    if (limit->closing >= CLOSING_DEPTH || depth > CLOSING_STACK) {
        return luaL_error(L, "stack overflow: too many coroutines are closing one another");
    }
    lua_State *previous = limit->current;
    limit->closing++;
    limit->current = child;
    int status = lua_resetthread(child);
    limit->current = previous;
    limit->closing--;
    if (atomic_load_explicit(&limit->attention, memory_order_relaxed)) clua_attend(L);
    return status;
}
