// Tasks: the coroutines that Swift drives, and what became of them.
#include "clua_task.h"

#include "clua_protected.h"
#include "clua_traceback.h"
#include "clua_waiting.h"
#include "clua_watchdog.h"

#include <string.h>

// The addresses are keys of the registry: tasks by id, errors nobody awaited by number, the error raised again last.
const char clua_tasks_key;
const char clua_failures_key;
static const char origin_key;
static const char origin_traceback_key;

// [-0, +1, 2, m]
void clua_push_registry_table(lua_State *L, const char *key) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) {
        return;
    }
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

// [-0, +0, 2, m]
struct clua_task *clua_task_at(lua_State *L, int index) {
    return luaL_testudata(L, index, CLUA_TASK);
}

// [-the function and its arguments, +1, *, e]
struct clua_task *clua_push_task(lua_State *L, int64_t id, int count) {
    luaL_checkstack(L, 6, "too many arguments");
    int first = lua_gettop(L) - count;
    struct clua_task *task = lua_newuserdatauv(L, sizeof *task, 2);
    memset(task, 0, sizeof *task);
    task->id = id;
    luaL_setmetatable(L, CLUA_TASK);
    lua_insert(L, first);
    lua_State *thread = lua_newthread(L);
    clua_mark_task(thread);
    lua_setiuservalue(L, first, 1);
    luaL_checkstack(thread, count + 1, "too many arguments");
    clua_push_registry_table(L, &clua_tasks_key);
    lua_pushvalue(L, first);
    lua_rawseti(L, -2, (lua_Integer)id);
    lua_pop(L, 1);
    lua_xmove(L, thread, count + 1);
    return task;
}

// Pushes the task of an id; raises nothing. NULL, and nothing pushed, when there is none.
// [-0, +0|1, *, -]
struct clua_task *clua_push_task_of(lua_State *L, int64_t id) {
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        return NULL;
    }
    int top = lua_gettop(L);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_tasks_key) == LUA_TTABLE
        && lua_rawgeti(L, -1, (lua_Integer)id) == LUA_TUSERDATA) {
        lua_remove(L, -2);
        return lua_touserdata(L, -1);
    }
    lua_settop(L, top);
    return NULL;
}

struct new_task {
    int64_t id;
    int64_t reference;
};

// [1 the new task; +0, e]
static int task_new_body(lua_State *L) {
    struct new_task task = *(struct new_task *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)task.reference);
    clua_push_task(L, task.id, clua_push_buffer(L, clua_host_of(L)));
    return 0;
}

int clua_task_new(clua_host *host, int64_t id, int64_t reference) {
    struct new_task task = {id, reference};
    return clua_protected(host, host->main, task_new_body, &task);
}

// How a step of a task ended

struct step {
    int64_t id;
    lua_State *thread;
    int status;
    int count;
};

// [at 1 the task; -0, +0, 2, m] The thread gives its results.
static void store_results(lua_State *L, struct clua_task *task, struct step *step) {
    int count = step->count;
    if (task->mapped && count > 1) {
        lua_pop(step->thread, count - 1);
        count = 1;
    }
    if (count > 1) {
        lua_createtable(L, count, 0);
        for (int i = count; i > 0; i--) {
            lua_xmove(step->thread, L, 1);
            lua_rawseti(L, -2, i);
        }
    } else if (count == 1) {
        lua_xmove(step->thread, L, 1);
    } else {
        lua_pushnil(L);
    }
    lua_setiuservalue(L, 1, 1);
    task->count = count;
    task->state = CLUA_RETURNED;
}

// Pushes the error of a thread whose step failed, after its to-be-closed variables are closed.
// [-0, +1, *, e]
static void push_error(lua_State *L, struct step *step) {
    int status = lua_status(step->thread);
    if (status != LUA_OK && status != LUA_YIELD) {
        // An error of a __close method does not hide the one that ended the task.
        if (lua_checkstack(step->thread, 1)) {
            lua_pushvalue(step->thread, -1);
        }
        lua_xmove(step->thread, L, 1);
        clua_reset_thread(L, step->thread);
        return;
    }
    if (step->status == LUA_YIELD) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
    } else {
        lua_xmove(step->thread, L, 1);
    }
    if (clua_close_thread(L, step->thread)) {
        lua_remove(L, -2);
    }
}

// Where the error is one of another task, its traceback comes first.
// [at 2 the traceback, at 3 the error; -0, +0, 3, m]
static void add_origin(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &origin_key);
    bool known = !lua_isnil(L, -1) && lua_rawequal(L, -1, 3);
    lua_pop(L, 1);
    if (known) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &origin_traceback_key);
        lua_pushliteral(L, "\nraised again in the task that waited for it:\n");
        lua_pushvalue(L, 2);
        lua_concat(L, 3);
        lua_replace(L, 2);
    }
}

// Keeps the error and the traceback on top in a map that has not failed yet.
// [at 1 the task, at 2 the traceback, at 3 the error; -0, +1, 2, -]
static void fail_map(lua_State *L) {
    lua_getiuservalue(L, 1, 2);
    struct clua_map *map = lua_touserdata(L, -1);
    if (!map->failed) {
        map->failed = true;
        lua_pushvalue(L, 3);
        lua_setiuservalue(L, -2, 3);
        lua_pushvalue(L, 2);
        lua_setiuservalue(L, -2, 4);
    }
}

// [1 the step; +0, e]
static int store_body(lua_State *L) {
    struct step *step = lua_touserdata(L, 1);
    lua_settop(L, 0);
    struct clua_task *task = clua_push_task_of(L, step->id);
    if (step->status == LUA_OK) {
        store_results(L, task, step);
        return 0;
    }
    task->state = CLUA_RAISED;
    clua_push_traceback(L, step->thread, NULL, 0);
    push_error(L, step);
    add_origin(L);
    lua_pushvalue(L, 3);
    lua_setiuservalue(L, 1, 1);
    if (task->mapped) {
        fail_map(L);
    } else {
        lua_pushvalue(L, 2);
        lua_setiuservalue(L, 1, 2);
    }
    return 0;
}

// [on the main thread; -0, +0, *, -]
static lua_State *thread_of(clua_host *host, int64_t id) {
    lua_State *L = host->main;
    if (clua_push_task_of(L, id) == NULL) {
        return NULL;
    }
    lua_getiuservalue(L, -1, 1);
    lua_State *thread = lua_tothread(L, -1);
    lua_pop(L, 2);
    return thread;
}

// [-0, +0, 0, -]
static int stop_task(clua_host *host, lua_State *thread) {
    if (host->limit.stopped == NULL) {
        host->limit.stopped = thread;
    }
    clua_note_position(thread);
    clua_abandon_thread(thread);
    clua_watchdog_stand_down(host);
    return CLUA_FAILED;
}

// Runs the thread on behalf of the one whose host call is in Swift, if any, as Lua counts C levels through it.
// [on the thread of the task; -arguments, +its results or its error, 0, -]
static void resume_step(clua_host *host, struct step *step, int arguments) {
    lua_State *previous = host->running;
    lua_State *current = host->limit.current;
    host->limit.current = step->thread;
    step->status = lua_resume(step->thread, previous, arguments, &step->count);
    host->limit.current = current;
    clua_end_callback(host, previous);
}

int clua_task_resume(clua_host *host, int64_t id) {
    struct step step = {id, thread_of(host, id), LUA_ERRRUN, 0};
    if (step.thread == NULL) {
        return CLUA_FAILED;
    }
    clua_time_left(host);
    if (clua_must_stop(host)) {
        return stop_task(host, step.thread);
    }
    int arguments = lua_status(step.thread) == LUA_OK ? lua_gettop(step.thread) - 1 : 0;
    host->waiting = false;
    if (arguments >= 0) {
        resume_step(host, &step, arguments);
    } else if (lua_checkstack(step.thread, 1)) {
        lua_pushliteral(step.thread, "the coroutine of the task was closed");
    }
    if (clua_must_stop(host)) {
        return stop_task(host, step.thread);
    }
    if (step.status == LUA_YIELD && host->waiting) {
        host->waiting = false;
        return CLUA_WAITING;
    }
    int stored = clua_protected(host, host->main, store_body, &step);
    return stored == CLUA_DONE && step.status == LUA_OK ? CLUA_DONE : CLUA_FAILED;
}

// Errors that no task awaited

// [at 1 the task; -0, +1, 2, m]
void clua_keep_failure(lua_State *L, clua_host *host, struct clua_task *task) {
    clua_push_registry_table(L, &clua_failures_key);
    lua_pushvalue(L, 1);
    lua_rawseti(L, -2, (lua_Integer)host->last_failure + 1);
    host->last_failure++;
    task->place = host->last_failure;
}

// [-0, +0, 2, m]
void clua_forget_failure(lua_State *L, struct clua_task *task) {
    if (task->place > 0) {
        clua_push_registry_table(L, &clua_failures_key);
        lua_pushnil(L);
        lua_rawseti(L, -2, (lua_Integer)task->place);
        lua_pop(L, 1);
        task->place = 0;
    }
}

// [-2, +0, 1, e] Does not return.
int clua_raise_again(lua_State *L) {
    lua_rawsetp(L, LUA_REGISTRYINDEX, &origin_traceback_key);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &origin_key);
    return lua_error(L);
}

// [1 nothing; +0, e]
static int next_failure_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_registry_table(L, &clua_failures_key);
    while (host->first_failure < host->last_failure) {
        host->first_failure++;
        if (lua_rawgeti(L, 1, (lua_Integer)host->first_failure) == LUA_TUSERDATA) {
            clua_forget_failure(L, lua_touserdata(L, -1));
            lua_getiuservalue(L, 2, 1);
            lua_getiuservalue(L, 2, 2);
            clua_report_stored_failure(host, L);
            return 0;
        }
        lua_settop(L, 1);
    }
    host->count = 0;
    return 0;
}

int clua_task_next_failure(clua_host *host) {
    if (clua_protected(host, host->main, next_failure_body, NULL) != CLUA_DONE) {
        return CLUA_FAILED;
    }
    return host->count > 0 ? CLUA_FAILED : CLUA_DONE;
}
