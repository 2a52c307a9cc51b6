// What holds a script back: memory, time and output, and the machinery that stops it.
#ifndef CLUA_LIMITS_H
#define CLUA_LIMITS_H

#include "CLuaSupport.h"

#include <lua.h>
#include <pthread.h>
#include <stdatomic.h>

// The thread sanitizer does not deliver signals to a busy thread, so a count hook stands in for them there.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CLUA_COUNT_HOOK 1
#endif
#endif
#ifndef CLUA_COUNT_HOOK
#define CLUA_COUNT_HOOK 0
#endif

// One part of a host. `attention` says that something below wants a look: `expired`, `pressure` or `stop`.
struct clua_limit_state {
    clua_limits limits;
    atomic_bool attention;
    atomic_bool expired; // set by the watchdog
    atomic_bool interrupted; // the run shall stop, whatever time it has left
    bool pressure;       // more memory is in use than the limit; garbage is to be collected
    enum clua_stop stop; // the limit that was hit; sticky until the next run
    int64_t exit_status; // what the script gave to os.exit
    bool entered;
    size_t used;
    size_t trigger; // what `used` must pass for the next look at it
    size_t output;
    int64_t deadline;
    const char *stack_base; // where the C stack stood at the start of the run
    int closing;            // nested closings of coroutines
    lua_State *stopped;     // the thread that was stopped, when its frames are still there
    char position[96];      // where the script was stopped
    lua_State *volatile current; // the thread that runs; read by the signal handler

    // Owned by the watchdog's lock, but for `outer`, which only the owner thread and its handler follow.
    pthread_t thread;
    clua_host *next;
    clua_host *outer;
    int64_t next_signal;
    int64_t pause;
    bool unresponsive;
};

// The allocator of a state; `context` is its host.
void *clua_allocate(void *context, void *block, size_t old_size, size_t new_size);

// Looks after a state that wants attention: collects garbage, or stops the script and does not return.
void clua_attend(lua_State *L);
// Stops the script: the thread yields and is never resumed; where it cannot yield it raises until it can.
int clua_stop_script(lua_State *L, enum clua_stop reason);
// Notes the line of the script where it was stopped, unless one is noted.
void clua_note_position(lua_State *L);
// Counts what the script prints; stops it when that is too much.
void clua_count_output_of(lua_State *L, size_t count);
// Stops a script that asks for `count` bytes at once where its limit has no room for them.
void clua_expect_memory(lua_State *L, size_t count);
void clua_hook(lua_State *L, lua_Debug *frame);
// Why a run stops whose time is over.
enum clua_stop clua_end_of_time(const struct clua_limit_state *limit);

// Marks a thread as that of a task, from which a script cannot yield.
void clua_mark_task(lua_State *thread);
bool clua_thread_is_task(lua_State *thread);
// Marks a thread that was stopped, so that no later run resumes it in the middle of an instruction.
void clua_abandon_thread(lua_State *thread);
bool clua_thread_is_abandoned(lua_State *thread);
// Closes the variables of `child` on behalf of L, as lua_resetthread does; the signal handler knows that it runs.
int clua_reset_thread(lua_State *L, lua_State *child);

#endif
