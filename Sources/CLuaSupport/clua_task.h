// Tasks as the C side keeps them.
#ifndef CLUA_TASK_H
#define CLUA_TASK_H

#include "clua_host.h"

// The name of the metatable of tasks, which the module makes.
#define CLUA_TASK "keyshift.task"

// The state of a task, in a userdata: its first user value is the thread, then the outcome.
enum clua_task_state { CLUA_RUNS, CLUA_RETURNED, CLUA_RAISED, CLUA_CLOSED };
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

// The registry's tables of tasks and of kept failures, by their keys; the task of an id, or NULL and nothing pushed.
extern const char clua_tasks_key;
extern const char clua_failures_key;
void clua_push_registry_table(lua_State *L, const char *key);
struct clua_task *clua_push_task_of(lua_State *L, int64_t id);
// Keeps the failed task at 1 for clua_task_next_failure.
void clua_keep_failure(lua_State *L, clua_host *host, struct clua_task *task);

#endif
