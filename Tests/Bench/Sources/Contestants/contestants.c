#include "Contestants.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>

struct plain_state {
    lua_State *L;
    int chunk;
};

static int add(lua_State *L) {
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

static int nop(lua_State *L) {
    (void)L;
    return 0;
}

static int wait_for_driver(lua_State *L) {
    return lua_yield(L, 0);
}

plain_state *plain_open(void) {
    plain_state *state = calloc(1, sizeof *state);
    if (state == NULL) {
        return NULL;
    }
    state->L = luaL_newstate();
    if (state->L == NULL) {
        free(state);
        return NULL;
    }
    state->chunk = LUA_NOREF;
    luaL_openlibs(state->L);
    lua_register(state->L, "add", add);
    lua_register(state->L, "nop", nop);
    lua_register(state->L, "wait", wait_for_driver);
    return state;
}

void plain_close(plain_state *state) {
    lua_close(state->L);
    free(state);
}

static bool report(lua_State *L) {
    fprintf(stderr, "plain Lua: %s\n", lua_tostring(L, -1));
    lua_settop(L, 0);
    return false;
}

bool plain_load(plain_state *state, const char *source) {
    if (luaL_loadstring(state->L, source) != LUA_OK) {
        return report(state->L);
    }
    luaL_unref(state->L, LUA_REGISTRYINDEX, state->chunk);
    state->chunk = luaL_ref(state->L, LUA_REGISTRYINDEX);
    return true;
}

double plain_run(plain_state *state, long count) {
    lua_State *thread = lua_newthread(state->L);
    lua_rawgeti(thread, LUA_REGISTRYINDEX, state->chunk);
    lua_pushinteger(thread, count);
    int results = 0;
    double start = thread_seconds();
    int status = lua_resume(thread, state->L, 1, &results);
    while (status == LUA_YIELD) {
        lua_pop(thread, results);
        lua_pushinteger(thread, 1);
        status = lua_resume(thread, state->L, 1, &results);
    }
    double seconds = thread_seconds() - start;
    if (status != LUA_OK) {
        report(thread);
        seconds = -1;
    }
    lua_settop(state->L, 0);
    return seconds;
}

static void set_text(lua_State *L, const char *name, const char *text) {
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

// The fields that Sources/Scoreboard/ListPage.swift writes; those that are null there are not set.
static void push_code(lua_State *L, long index) {
    char text[64];
    lua_createtable(L, 0, 18);
    snprintf(text, sizeof text, "8f14e45f-ceea-467f-9c1b-%012ld", index);
    set_text(L, "access_code_id", text);
    snprintf(text, sizeof text, "1c383cd3-0b7e-4d4c-8a3e-%012ld", index % 300);
    set_text(L, "device_id", text);
    snprintf(text, sizeof text, "Guest of stay %ld", index / 3);
    set_text(L, "name", text);
    snprintf(text, sizeof text, "%06ld", index * 7919 % 1000000);
    set_text(L, "code", text);
    snprintf(text, sizeof text, "6512bd43-d9ca-46e0-a2bb-%012ld", index / 3);
    set_text(L, "common_code_key", text);
    set_text(L, "workspace_id", "c20ad4d7-6fe9-4759-aa27-a0c99bff6710");
    set_text(L, "type", "time_bound");
    set_text(L, "status", "set");
    set_text(L, "created_at", "2026-11-01T08:30:00.000Z");
    set_text(L, "starts_at", "2026-11-24T15:00:00.000Z");
    set_text(L, "ends_at", "2026-11-27T11:00:00.000Z");
    static const char *const flags[] = {
        "is_backup", "is_backup_access_code_available", "is_external_modification_allowed", "is_managed",
        "is_offline_access_code", "is_one_time_use", "is_scheduled_on_device", "is_waiting_for_code_assignment",
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        lua_pushboolean(L, i == 3 || i == 6);
        lua_setfield(L, -2, flags[i]);
    }
    static const char *const lists[] = {"errors", "pending_mutations", "warnings"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        lua_newtable(L);
        lua_setfield(L, -2, lists[i]);
    }
}

static int build_codes(lua_State *L) {
    long count = (long)lua_tointeger(L, 1);
    lua_createtable(L, (int)count, 0);
    for (long i = 1; i <= count; i++) {
        push_code(L, i);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

double plain_build_codes(plain_state *state, long count) {
    double start = thread_seconds();
    lua_pushcfunction(state->L, build_codes);
    lua_pushinteger(state->L, count);
    if (lua_pcall(state->L, 1, 1, 0) != LUA_OK) {
        report(state->L);
        return -1;
    }
    double seconds = thread_seconds() - start;
    lua_setglobal(state->L, "codes");
    return seconds;
}

static int build_coroutines(lua_State *L) {
    long count = (long)lua_tointeger(L, 1);
    lua_createtable(L, (int)count, 0);
    for (long i = 1; i <= count; i++) {
        lua_State *thread = lua_newthread(L);
        lua_rawseti(L, -2, i);
        lua_getglobal(thread, "work");
        int results;
        if (lua_resume(thread, L, 0, &results) != LUA_YIELD) {
            return luaL_error(L, "a coroutine ended too soon");
        }
    }
    return 1;
}

bool plain_build_coroutines(plain_state *state, long count) {
    if (plain_run(state, count) < 0) {
        return false;
    }
    lua_pushcfunction(state->L, build_coroutines);
    lua_pushinteger(state->L, count);
    if (lua_pcall(state->L, 1, 1, 0) != LUA_OK) {
        return report(state->L);
    }
    lua_setglobal(state->L, "waiting");
    return true;
}
