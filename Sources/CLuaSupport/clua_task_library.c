// The module `task` as scripts call it: spawn, map, sleep, and the method await.
#include "clua_libraries.h"
#include "clua_tick.h"
#include "clua_protected.h"
#include "clua_refusal.h"
#include "clua_task.h"
#include "clua_traceback.h"
#include "clua_waiting.h"

#include <string.h>

// Nobody means to wait longer; a script that computes such a time has a mistake.
#define LONGEST_SLEEP (366.0 * 24 * 3600)
#define DEFAULT_CONCURRENCY 8

// Raises a sentence with the position of the script's line that is nearest to the call.
// [-0, +0, 3, e] Does not return.
static int refuse(lua_State *L, const char *sentence, const char *detail) {
    clua_push_position(L, 1);
    if (lua_rawlen(L, -1) > 0) {
        lua_pushliteral(L, ": ");
    } else {
        lua_pushliteral(L, "");
    }
    lua_pushfstring(L, sentence, detail);
    lua_concat(L, 3);
    return lua_error(L);
}

// [-0, +0, 3, e]
static int64_t next_task(lua_State *L, clua_host *host, const char *function) {
    int64_t id = host->callbacks.next_task(host->callbacks.context);
    if (id == 0) {
        refuse(L, "%s cannot start a task here: no script runs, or this task is being cancelled", function);
    }
    return id;
}

// [-0, +0, 3, e] Does not return.
static void refuse_value(lua_State *L, int index, const char *sentence) {
    const char *hint = lua_type(L, index) == LUA_TNIL ? "nil (is a name misspelled?)" : luaL_typename(L, index);
    refuse(L, sentence, hint);
}

// [1 the function, from 2 its arguments; +1, e]
static int spawn(lua_State *L) {
    clua_host *host = clua_host_of(L);
    if (lua_type(L, 1) != LUA_TFUNCTION) {
        clua_refuse_arguments(L, "task.spawn", lua_gettop(L));
        lua_settop(L, lua_gettop(L) > 0 ? lua_gettop(L) : 1);
        refuse_value(L, 1, "task.spawn: fn must be a function, not %s");
    }
    int64_t id = next_task(L, host, "task.spawn");
    clua_push_task(L, id, lua_gettop(L) - 1);
    host->callbacks.start_task(host->callbacks.context, false);
    return 1;
}

// Waits that end with a refusal

// [-0, +0, 3, e]
static void raise_refusal(lua_State *L, clua_host *host, int refusal, const char *what) {
    static const char *const sentences[] = {
        [CLUA_ITSELF] = "%s: a task cannot await itself",
        [CLUA_CYCLE] = "%s: this wait would never end, the other task cannot end before this one "
                       "(it awaits it, or started it)",
        [CLUA_NEVER] = "%s: this wait would never end, nothing is left to run in a place where Lua cannot suspend "
                       "(a sort comparator, a gsub callback)",
        [CLUA_TOO_DEEP] = "%s: too many tasks wait inside one another in places where Lua cannot suspend "
                          "(a sort comparator, a gsub callback)",
        [CLUA_CANCELLED] = "%s: this task was cancelled",
    };
    host->refusal = CLUA_ACCEPTED;
    if (refusal != CLUA_ACCEPTED) {
        refuse(L, sentences[refusal], what);
    }
}

// await

// [at 1 the task; -all, +the results, *, e]
static int deliver(lua_State *L, struct clua_task *task) {
    lua_settop(L, 1);
    lua_getiuservalue(L, 1, 1);
    if (task->state == CLUA_RAISED) {
        clua_forget_failure(L, task);
        lua_getiuservalue(L, 1, 2);
        return clua_raise_again(L);
    }
    if (task->state == CLUA_CLOSED) {
        return refuse(L, "await: the task was cancelled%s", "");
    }
    if (task->count <= 1) {
        return task->count;
    }
    luaL_checkstack(L, task->count, "too many results");
    for (int i = 1; i <= task->count; i++) {
        lua_rawgeti(L, 2, i);
    }
    return task->count;
}

// [goes on after a wait; 1 the task; -all, +the results, *, y]
static int await_again(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    (void)ticket;
    clua_tick(L);
    clua_host *host = clua_host_of(L);
    raise_refusal(L, host, host->refusal, "await");
    struct clua_task *task = clua_task_at(L, 1);
    while (!task->ended) {
        lua_settop(L, 1);
        raise_refusal(L, host, host->callbacks.await_task(host->callbacks.context, task->id), "await");
        if (lua_isyieldable(L)) {
            return clua_suspend(L, host, await_again);
        }
        clua_block(L, host);
        raise_refusal(L, host, host->refusal, "await");
    }
    return deliver(L, task);
}

// [1 the task; +the results, y]
static int await(lua_State *L) {
    if (lua_gettop(L) == 0 || clua_task_at(L, 1) == NULL) {
        return refuse(L, "await is a method of a task: call it with a colon, as in t:await()%s", "");
    }
    return await_again(L, LUA_OK, 0);
}

// sleep

// [goes on after the wait; +0, e]
static int sleep_again(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    (void)ticket;
    clua_tick(L);
    return 0;
}

// [1 the seconds; +0, y]
static int sleep_for(lua_State *L) {
    clua_host *host = clua_host_of(L);
    int given = lua_gettop(L);
    if (given > 1 || lua_type(L, 1) != LUA_TNUMBER) {
        clua_refuse_arguments(L, "task.sleep", given);
    }
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TNUMBER) {
        refuse_value(L, 1, "task.sleep: seconds must be a number, not %s");
    }
    double seconds = lua_tonumber(L, 1);
    if (!(seconds >= 0 && seconds <= LONGEST_SLEEP)) {
        clua_refuse_arguments(L, "task.sleep", 1);
        refuse(L, "task.sleep: seconds must be from 0 to 31622400 (366 days), not %s", luaL_tolstring(L, 1, NULL));
    }
    host->callbacks.sleep(host->callbacks.context, seconds);
    lua_settop(L, 0);
    if (lua_isyieldable(L)) {
        return clua_suspend(L, host, sleep_again);
    }
    clua_block(L, host);
    return 0;
}

// map

// Refuses a table that is not 1 to n, and pushes a copy of the one that is. The number of its values.
// [at 1 the list; -0, +1, 5, e]
static int64_t copy_list(lua_State *L) {
    int64_t count = 0;
    lua_Integer last = 0;
    lua_pushnil(L);
    while (lua_next(L, 1) != 0) {
        lua_pop(L, 1);
        clua_tick(L);
        if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1) {
            refuse(L, "task.map: the table is not a list, it has the key %s", luaL_tolstring(L, -1, NULL));
        }
        last = lua_tointeger(L, -1) > last ? lua_tointeger(L, -1) : last;
        count++;
    }
    if (last == count) {
        lua_createtable(L, count > INT32_MAX ? 0 : (int)count, 0);
        for (int64_t i = 1; i <= count; i++) {
            lua_rawgeti(L, 1, i);
            lua_rawseti(L, -2, i);
        }
        return count;
    }
    lua_Integer hole = 1;
    while (lua_rawgeti(L, 1, hole) != LUA_TNIL) {
        lua_pop(L, 1);
        hole++;
    }
    lua_pushinteger(L, hole);
    refuse(L, "task.map: the list has a hole, the value at %s is nil", lua_tostring(L, -1));
    return 0;
}

// [at 3 the options; -0, +0, 5, e]
static int64_t read_concurrency(lua_State *L) {
    if (lua_isnoneornil(L, 3)) {
        return DEFAULT_CONCURRENCY;
    }
    if (lua_type(L, 3) != LUA_TTABLE) {
        clua_refuse_arguments(L, "task.map", 3);
        refuse_value(L, 3, "task.map: options must be a table such as { concurrency = 8 }, not %s");
    }
    lua_pushnil(L);
    while (lua_next(L, 3) != 0) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING || strcmp(lua_tostring(L, -1), "concurrency") != 0) {
            clua_refuse_arguments(L, "task.map", 3);
            refuse(L, "task.map has no option \"%s\"; its one option is concurrency", luaL_tolstring(L, -1, NULL));
        }
    }
    lua_pushliteral(L, "concurrency");
    int is_integer = lua_rawget(L, 3) == LUA_TNUMBER;
    lua_Integer limit = is_integer ? lua_tointegerx(L, -1, &is_integer) : 0;
    if (!lua_isnil(L, -1) && (!is_integer || limit < 1)) {
        clua_refuse_arguments(L, "task.map", 3);
        refuse(L, "task.map: concurrency must be a whole number from 1, not %s", luaL_tolstring(L, -1, NULL));
    }
    bool is_default = lua_isnil(L, -1);
    lua_pop(L, 1);
    return is_default ? DEFAULT_CONCURRENCY : (int64_t)limit;
}

// [at 1 the map; -0, +0, 4, e]
static void start_next(lua_State *L, clua_host *host, struct clua_map *map) {
    int64_t id = next_task(L, host, "task.map");
    lua_getiuservalue(L, 1, 2);
    lua_getiuservalue(L, 1, 1);
    lua_rawgeti(L, -1, map->next);
    lua_pushnil(L);
    lua_rawseti(L, -3, map->next);
    lua_remove(L, -2);
    lua_pushinteger(L, map->next);
    struct clua_task *task = clua_push_task(L, id, 2);
    task->mapped = true;
    task->place = map->next;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 2);
    lua_pop(L, 1);
    map->next++;
    map->active++;
    host->callbacks.start_task(host->callbacks.context, true);
}

// [goes on after a wait; 1 the map; -all, +1, *, y]
static int map_again(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    (void)ticket;
    clua_tick(L);
    clua_host *host = clua_host_of(L);
    raise_refusal(L, host, host->refusal, "task.map");
    struct clua_map *map = lua_touserdata(L, 1);
    for (;;) {
        lua_settop(L, 1);
        while (!map->failed && map->active < map->limit && map->next <= map->count) {
            start_next(L, host, map);
        }
        if (map->active == 0) {
            break;
        }
        host->callbacks.await_children(host->callbacks.context);
        if (lua_isyieldable(L)) {
            return clua_suspend(L, host, map_again);
        }
        clua_block(L, host);
        raise_refusal(L, host, host->refusal, "task.map");
    }
    if (map->failed) {
        lua_getiuservalue(L, 1, 3);
        lua_getiuservalue(L, 1, 4);
        return clua_raise_again(L);
    }
    lua_getiuservalue(L, 1, 1);
    return 1;
}

// [1 the list, 2 the function, 3 the options; +1, y]
static int map_list(lua_State *L) {
    int given = lua_gettop(L);
    if (given > 3 || lua_type(L, 1) != LUA_TTABLE || lua_type(L, 2) != LUA_TFUNCTION) {
        clua_refuse_arguments(L, "task.map", given);
    }
    lua_settop(L, 3);
    if (lua_type(L, 1) != LUA_TTABLE) {
        refuse_value(L, 1, "task.map: list must be a table, not %s");
    }
    if (lua_type(L, 2) != LUA_TFUNCTION) {
        refuse_value(L, 2, "task.map: fn must be a function, not %s");
    }
    int64_t limit = read_concurrency(L);
    int64_t count = copy_list(L);
    struct clua_map *map = lua_newuserdatauv(L, sizeof *map, 4);
    *map = (struct clua_map){.count = count, .next = 1, .limit = limit};
    lua_insert(L, 4);
    lua_setiuservalue(L, 4, 1);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, 4, 2);
    lua_replace(L, 1);
    return map_again(L, LUA_OK, 0);
}

// [-0, +0, 4, m]
void clua_open_tasks(lua_State *L) {
    luaL_newmetatable(L, CLUA_TASK);
    lua_pushliteral(L, "task");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, await);
    lua_setfield(L, -2, "await");
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

// [1 nothing; +0, e]
static int functions_body(lua_State *L) {
    static const lua_CFunction functions[] = {map_list, sleep_for, spawn};
    clua_host *host = clua_host_of(L);
    host->count = 0;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        lua_pushcfunction(L, functions[i]);
        clua_encode(L, host, -1);
    }
    return 0;
}

int clua_task_functions(clua_host *host) {
    return clua_protected(host, host->running, functions_body, NULL);
}
