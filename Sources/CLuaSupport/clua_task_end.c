// The end of tasks: their outcomes, their cancellation, and what a limit stopped.
#include "clua_echo.h"
#include "clua_protected.h"
#include "clua_task.h"
#include "clua_waiting.h"

// How a task's results are written.
struct reading {
    int64_t id;
    void (*encode)(lua_State *L, clua_host *host, int index);
};

// [1 the reading; +0, e]
static int outcome_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    struct reading *reading = lua_touserdata(L, 1);
    lua_settop(L, 0);
    struct clua_task *task = clua_push_task_of(L, reading->id);
    host->count = 0;
    if (task == NULL || task->state != CLUA_RETURNED) {
        return 0;
    }
    lua_getiuservalue(L, 1, 1);
    for (int i = 1; task->count > 1 && i <= task->count; i++) {
        lua_rawgeti(L, 2, i);
        reading->encode(L, host, -1);
        lua_pop(L, 1);
    }
    if (task->count == 1) {
        reading->encode(L, host, -1);
    }
    return 0;
}

// [on the main thread; -0, +0, *, -]
static int read_outcome(clua_host *host, struct reading reading) {
    lua_State *L = host->main;
    int64_t id = reading.id;
    struct clua_task *task = clua_push_task_of(L, id);
    host->count = 0;
    if (task == NULL) {
        return CLUA_FAILED;
    }
    lua_pop(L, 1);
    if (clua_must_stop(host)) {
        lua_pushnil(L);
        clua_report_failure(host, L, host->limit.stopped);
        return CLUA_FAILED;
    }
    if (task->state == CLUA_RETURNED) {
        return clua_protected(host, L, outcome_body, &reading);
    }
    clua_push_task_of(L, id);
    lua_getiuservalue(L, -1, 1);
    lua_getiuservalue(L, -2, 2);
    lua_remove(L, -3);
    clua_report_stored_failure(host, L);
    return CLUA_FAILED;
}

int clua_task_outcome(clua_host *host, int64_t id) {
    return read_outcome(host, (struct reading){id, clua_encode});
}

int clua_task_echo(clua_host *host, int64_t id) {
    return read_outcome(host, (struct reading){id, clua_echo});
}

// The error of the task is not the map's.
// [at 1 a mapped task; -0, +1, 2, m]
static void leave_map(lua_State *L) {
    lua_getiuservalue(L, 1, 2);
    struct clua_map *map = lua_touserdata(L, -1);
    map->active--;
    lua_pushliteral(L, "");
    lua_setiuservalue(L, 1, 2);
}

// [1 the id; +0, e]
static int cancel_body(lua_State *L) {
    int64_t id = *(int64_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    struct clua_task *task = clua_push_task_of(L, id);
    if (task == NULL || task->state != CLUA_RUNS) {
        return 0;
    }
    task->state = CLUA_CLOSED;
    lua_getiuservalue(L, 1, 1);
    lua_State *thread = lua_tothread(L, 2);
    if (clua_close_thread(L, thread)) {
        task->state = CLUA_RAISED;
        lua_setiuservalue(L, 1, 1);
        if (task->mapped) {
            leave_map(L);
        }
        clua_keep_failure(L, clua_host_of(L), task);
        return 0;
    }
    lua_pushnil(L);
    lua_setiuservalue(L, 1, 1);
    return 0;
}

void clua_task_cancel(clua_host *host, int64_t id) {
    clua_protected(host, host->main, cancel_body, &id);
}

struct end {
    int64_t id;
    bool keeps_failure;
};

// [at 1 the task, at 2 its map; -0, +0|1, 2, m]
static void end_mapped(lua_State *L, struct clua_task *task) {
    struct clua_map *map = lua_touserdata(L, 2);
    map->active--;
    if (task->state == CLUA_RETURNED) {
        lua_getiuservalue(L, 2, 1);
        lua_getiuservalue(L, 1, 1);
        lua_rawseti(L, -2, (lua_Integer)task->place);
    }
}

// [1 the end; +0, e]
static int end_body(lua_State *L) {
    struct end *end = lua_touserdata(L, 1);
    lua_settop(L, 0);
    struct clua_task *task = clua_push_task_of(L, end->id);
    if (task == NULL) {
        return 0;
    }
    task->ended = true;
    clua_push_registry_table(L, &clua_tasks_key);
    lua_pushnil(L);
    lua_rawseti(L, -2, (lua_Integer)end->id);
    lua_settop(L, 1);
    if (task->mapped) {
        lua_getiuservalue(L, 1, 2);
        if (lua_type(L, 2) == LUA_TUSERDATA) {
            end_mapped(L, task);
        }
    } else if (task->state == CLUA_RAISED && task->place == 0 && end->keeps_failure) {
        clua_keep_failure(L, clua_host_of(L), task);
    }
    return 0;
}

void clua_task_end(clua_host *host, int64_t id, bool keeps_failure) {
    struct end end = {id, keeps_failure};
    clua_protected(host, host->main, end_body, &end);
}

// The tasks of a run that a limit stopped

// [+0, m]
static int abandon_body(lua_State *L) {
    lua_settop(L, 0);
    clua_push_registry_table(L, &clua_tasks_key);
    lua_pushnil(L);
    while (lua_next(L, 1) != 0) {
        lua_getiuservalue(L, -1, 1);
        lua_State *thread = lua_tothread(L, -1);
        if (thread != NULL) {
            clua_abandon_thread(thread);
        }
        lua_pop(L, 2);
    }
    return 0;
}

void clua_abandon_tasks(clua_host *host) {
    lua_State *L = host->main;
    int top = lua_gettop(L);
    if (lua_checkstack(L, LUA_MINSTACK)) {
        lua_pushcfunction(L, abandon_body);
        lua_pcall(L, 0, 0, 0);
        lua_pushnil(L);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_tasks_key);
        lua_pushnil(L);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_failures_key);
    }
    lua_settop(L, top);
    host->first_failure = host->last_failure;
    host->running = L;
    host->waiting = false;
    host->refusal = CLUA_ACCEPTED;
}
