// What the C files of this target share.
#ifndef CLUA_INTERNAL_H
#define CLUA_INTERNAL_H

#include "CLuaSupport.h"

#include "clua_limits.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

// The host functions that are no closures.
#define CLUA_SLOTS 256

struct clua_host {
    lua_State *main;
    lua_State *running; // the thread whose host call is in Swift, or the main thread
    clua_callbacks callbacks;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    int64_t ticket;
    bool waiting; // a host call has just yielded; a script cannot set this
    int refusal;  // why the wait that was just blocked for did not end as it should
    int64_t first_failure; // the errors that no task awaited yet are numbered from here
    int64_t last_failure;
    int slot_count;
    int64_t slots[CLUA_SLOTS];
    struct clua_limit_state limit;
};

clua_host *clua_host_of(lua_State *L);

// Values: encode the stack value at `index`, or all values from `first` up; push the values in the buffer.
void clua_encode(lua_State *L, clua_host *host, int index);
void clua_encode_from(lua_State *L, clua_host *host, int first);
int clua_push_buffer(lua_State *L, clua_host *host);
void clua_append(lua_State *L, clua_host *host, const void *bytes, size_t count);

// A host function, by its id: a C function for each, or a closure over the id.
void clua_push_host_function(lua_State *L, int64_t function);
// The id of the host function at `index`, 0 where something else is.
int64_t clua_host_function_at(lua_State *L, int index);
bool clua_is_host_function(lua_CFunction function);
int clua_call_in_slot(lua_State *L, int slot);
int clua_call_host_closure(lua_State *L);
void clua_push_object(lua_State *L, uint64_t slot, uint64_t class_id);
bool clua_object_at(lua_State *L, int index, uint64_t *slot, uint64_t *class_id);
void clua_push_error_metatable(lua_State *L);

// Pushes the shared metatable `name` with these functions; getmetatable answers the name.
void clua_push_metatable(lua_State *L, const char *name, const luaL_Reg *functions);

// Runs `body` below a protected call; its results and its error go to the buffer.
int clua_protected(clua_host *host, lua_State *L, lua_CFunction body, void *argument);
void clua_report_failure(clua_host *host, lua_State *L, lua_State *thread);
// As clua_report_failure, with the error value and the text of its traceback on top of L.
void clua_report_stored_failure(clua_host *host, lua_State *L);
void clua_push_position(lua_State *L, int level);

// Waits. A function that waits pushes its ticket, as the one value at the place that clua_waiting.c knows.
int clua_suspend(lua_State *L, clua_host *host, lua_KFunction again);
void clua_block(lua_State *L, clua_host *host);
// The ticket that a suspended thread waits for, itself or in a coroutine that it resumed; 0 when it does not.
int64_t clua_waiting_ticket(lua_State *thread);
// Closes a thread and the coroutines that wait inside it, innermost first. True leaves an error on top of L.
bool clua_close_thread(lua_State *L, lua_State *thread);
int clua_close_coroutine(lua_State *L);
int clua_coroutine_status(lua_State *L);

// The functions that a thread can wait in.
int clua_resume_coroutine(lua_State *L);
int clua_call_wrapped(lua_State *L);
int clua_await(lua_State *L);
int clua_map(lua_State *L);
int clua_sleep(lua_State *L);

// The state of a task, in a userdata: its first user value is the thread, then the outcome.
enum clua_task_state { CLUA_RUNS, CLUA_RETURNED, CLUA_RAISED, CLUA_CLOSED };
struct clua_map;
struct clua_task {
    int64_t id;
    int64_t place; // of a mapped task: the index of its value; of a failed one: the number of the failure
    int count;     // of results; more than one are in a table
    uint8_t state;
    bool ended;
    bool mapped; // its second user value is the map's userdata
};
// A call of `map`: its user values are the list that turns into the results, the function, the error, its traceback.
struct clua_map {
    int64_t count;
    int64_t next;
    int64_t active;
    int64_t limit;
    bool failed;
};
// Makes the next task: a coroutine with the function and its arguments, the top `count` + 1 values of L, and pushes its
// userdata. Nothing has started when it raises.
struct clua_task *clua_push_task(lua_State *L, int64_t id, int count);
struct clua_task *clua_task_at(lua_State *L, int index);
// Raises the error below the text of its traceback, on top of L; the traceback is kept for the task that fails with it.
int clua_raise_again(lua_State *L);
// The error of the task was given to one that awaits it.
void clua_forget_failure(lua_State *L, struct clua_task *task);

// One step of a loop in C: what a hook is for the loops of a script. It may stop the script and not return.
static inline void clua_tick(lua_State *L) {
    if (__builtin_expect(atomic_load_explicit(&clua_host_of(L)->limit.attention, memory_order_relaxed), 0)) {
        clua_attend(L);
    }
}

// Runs `child` on behalf of L, as lua_resume does, or closes its variables; the signal handler knows that it runs.
int clua_resume_thread(lua_State *child, lua_State *L, int arguments, int *results);
int clua_reset_thread(lua_State *L, lua_State *child);

// Pushes the text at `index` as an operator can read it: at most 2 KB, control bytes escaped, valid UTF-8.
void clua_push_readable(lua_State *L, int index);

// The registry's tables of tasks and of kept failures, by their keys; the task of an id, or NULL and nothing pushed.
extern const char clua_tasks_key;
extern const char clua_failures_key;
void clua_push_registry_table(lua_State *L, const char *key);
struct clua_task *clua_push_task_of(lua_State *L, int64_t id);
void clua_keep_failure(lua_State *L, clua_host *host, struct clua_task *task);

int clua_open_libraries(lua_State *L);
void clua_open_coroutine(lua_State *L);
// As luaL_traceback and debug.traceback, at a bounded cost.
void clua_push_traceback(lua_State *L, lua_State *thread, const char *message, int level);
int clua_traceback(lua_State *L);
void clua_open_protected(lua_State *L);
void clua_open_string(lua_State *L);
void clua_open_patterns(lua_State *L);
void clua_open_table(lua_State *L);
void clua_open_sort(lua_State *L);
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name);
extern const char clua_host_key;

#endif
