// The state, host functions, and the protected entry points that Swift calls.
#include "clua_internal.h"
#include "clua_scalars.h"

#include <stdlib.h>
#include <string.h>

clua_host *clua_host_of(lua_State *L) {
    return *(clua_host **)lua_getextraspace(L);
}

clua_host *clua_host_new(clua_callbacks callbacks) {
    clua_host *host = calloc(1, sizeof *host);
    if (host == NULL) {
        return NULL;
    }
    host->callbacks = callbacks;
    host->main = luaL_newstate();
    if (host->main == NULL) {
        free(host);
        return NULL;
    }
    *(clua_host **)lua_getextraspace(host->main) = host;
    host->running = host->main;
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
static void push_position(lua_State *L, int level) {
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
        push_position(L, 1);
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

static int conclude(lua_State *L, clua_host *host, int status) {
    if (status == CLUA_RETURN) {
        lua_settop(L, 0);
        return clua_push_buffer(L, host);
    }
    if (status != CLUA_WAIT) {
        raise(L, host, status == CLUA_RAISE);
        return 0;
    }
    int64_t ticket = host->ticket;
    if (lua_isyieldable(L)) {
        host->waiting = true;
        return lua_yieldk(L, 0, (lua_KContext)ticket, finish_wait);
    }
    host->callbacks.block(host->callbacks.context, ticket);
    return finish_wait(L, LUA_OK, (lua_KContext)ticket);
}

static int finish_wait(lua_State *L, int status, lua_KContext ticket) {
    (void)status;
    clua_host *host = clua_host_of(L);
    lua_State *previous = host->running;
    host->running = L;
    host->count = 0;
    int answer = host->callbacks.finish(host->callbacks.context, (int64_t)ticket);
    host->running = previous;
    return conclude(L, host, answer);
}

static int call_host_function(lua_State *L) {
    clua_host *host = clua_host_of(L);
    clua_scalars scalars = {0};
    host->count = 0;
    if (!clua_read_scalars(L, &scalars)) {
        scalars.count = -1;
        clua_encode_from(L, host, 1);
    }
    lua_State *previous = host->running;
    host->running = L;
    int64_t function = (intptr_t)lua_touserdata(L, lua_upvalueindex(1));
    int answer = host->callbacks.call(host->callbacks.context, function, &scalars, host->bytes, host->count);
    host->running = previous;
    switch (answer) {
    case CLUA_RETURN_NOTHING:
        return 0;
    case CLUA_RETURN_INTEGER:
        lua_pushinteger(L, scalars.words[0]);
        return 1;
    case CLUA_RETURN_NUMBER:
        clua_push_number(L, &scalars);
        return 1;
    default:
        return conclude(L, host, answer);
    }
}

void clua_push_host_function(lua_State *L, int64_t function) {
    lua_pushlightuserdata(L, (void *)(intptr_t)function);
    lua_pushcclosure(L, call_host_function, 1);
}

// Protected calls

static int describe_value(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static int encode_failure(lua_State *L) {
    // 1: the error value, 2: the thread that failed or NULL
    clua_host *host = clua_host_of(L);
    lua_State *thread = lua_touserdata(L, 2);
    host->count = 0;
    clua_encode(L, host, 1);
    lua_pushcfunction(L, describe_value);
    lua_pushvalue(L, 1);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
        lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    }
    clua_encode(L, host, lua_gettop(L));
    if (thread != NULL) {
        luaL_traceback(L, thread, NULL, 0);
    } else {
        lua_pushliteral(L, "");
    }
    clua_encode(L, host, lua_gettop(L));
    return 0;
}

// The error value is on top of L; it is popped.
void clua_report_failure(clua_host *host, lua_State *L, lua_State *thread) {
    int top = lua_gettop(L);
    lua_pushcfunction(L, encode_failure);
    lua_insert(L, top);
    lua_pushlightuserdata(L, thread);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) {
        static const uint8_t nothing[] = {
            CLUA_NIL, CLUA_STRING, 0, 0, 0, 0, 0, 0, 0, 0, CLUA_STRING, 0, 0, 0, 0, 0, 0, 0, 0,
        };
        host->count = 0;
        uint8_t *place = clua_buffer_extend(host, sizeof nothing);
        if (place != NULL) {
            memcpy(place, nothing, sizeof nothing);
        }
        lua_settop(L, top - 1);
    }
}

int clua_protected(clua_host *host, lua_State *L, lua_CFunction body, void *argument) {
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        host->count = 0;
        return CLUA_FAILED;
    }
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, argument);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) {
        return CLUA_DONE;
    }
    clua_report_failure(host, L, NULL);
    return CLUA_FAILED;
}

struct chunk {
    const char *text;
    size_t count;
    const char *name;
};

static int load_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    struct chunk *chunk = lua_touserdata(L, 1);
    if (luaL_loadbufferx(L, chunk->text, chunk->count, chunk->name, "t") != LUA_OK) {
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
    push_position(L, 1);
    clua_encode(L, host, -1);
    return 0;
}

int clua_position(clua_host *host) {
    return clua_protected(host, host->running, position_body, NULL);
}

static int release_reference_body(lua_State *L) {
    luaL_unref(L, LUA_REGISTRYINDEX, (int)*(int64_t *)lua_touserdata(L, 1));
    return 0;
}

void clua_release_reference(clua_host *host, int64_t reference) {
    clua_protected(host, host->running, release_reference_body, &reference);
}
