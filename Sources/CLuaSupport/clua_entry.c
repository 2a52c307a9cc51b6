// What Swift asks of a state: load, call, globals, references. Each runs below a protected call.
#include "clua_libraries.h"
#include "clua_protected.h"
#include "clua_traceback.h"

struct chunk {
    const char *text;
    size_t count;
    const char *name;
};

// [1 the chunk; +0, e]
static int load_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    struct chunk *chunk = lua_touserdata(L, 1);
    if (clua_load_file(L, chunk->text, chunk->count, chunk->name) != LUA_OK) {
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

// [1 the name; +0, e]
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

// [1 the name; +0, e]
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

// [1 the reference; +0, e]
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

// [1 nothing; +0, e]
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

// [1 nothing; +0, e]
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

// [1 nothing; +0, e]
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
