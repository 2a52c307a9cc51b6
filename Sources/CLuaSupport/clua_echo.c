// Values for a person to look at, who types at a prompt: nothing is refused. What cannot cross is written as its text, a
// table with a `__tostring` as what that gives, and a table inside itself as a mark.
#include "clua_echo.h"
#include "clua_tick.h"
#include "clua_values.h"

#include <stdlib.h>
#include <string.h>

// Nobody looks deeper, and a table that is shared on many paths is written on each of them.
#define MAXIMUM_DEPTH 8
#define MOST_TABLES 2000000

// The tables that hold the one that is being written.
struct outer {
    const void *table;
    const struct outer *next;
};

struct echo {
    clua_host *host;
    long tables;
};

// [1 the value; +1, e]
static int describe(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

// Pushes what `tostring` gives, or nothing and false where that fails. What runs below may use the buffer.
// [-0, +1|0, 3, e]
static bool push_text(lua_State *L, clua_host *host, int index) {
    uint8_t *bytes = host->bytes;
    size_t count = host->count;
    size_t capacity = host->capacity;
    host->bytes = NULL;
    host->count = 0;
    host->capacity = 0;
    lua_pushcfunction(L, describe);
    lua_pushvalue(L, index);
    bool described = lua_pcall(L, 1, 1, 0) == LUA_OK;
    free(host->bytes);
    host->bytes = bytes;
    host->count = count;
    host->capacity = capacity;
    clua_tick(L);
    if (!described) {
        lua_pop(L, 1);
    }
    return described;
}

// [-0, +0, 3, e] False where the value has no text, and then nothing was written.
static bool write_text(lua_State *L, clua_host *host, int index) {
    if (!push_text(L, host, index)) {
        return false;
    }
    size_t count;
    const char *text = lua_tolstring(L, -1, &count);
    clua_append_text(L, host, CLUA_OTHER, text, count);
    lua_pop(L, 1);
    return true;
}

// [-0, +0, 2, e]
static void write_mark(lua_State *L, clua_host *host, const char *mark) {
    clua_append_text(L, host, CLUA_OTHER, mark, strlen(mark));
}

static void write_value(lua_State *L, struct echo *echo, int index, const struct outer *outer, int depth);

// A key that is a table is not opened.
// [-0, +0, 3, e]
static void write_key(lua_State *L, struct echo *echo, int index) {
    if (lua_type(L, index) == LUA_TTABLE && !write_text(L, echo->host, index)) {
        write_mark(L, echo->host, "a table");
    } else if (lua_type(L, index) != LUA_TTABLE) {
        write_value(L, echo, index, NULL, 0);
    }
}

// [-0, +0, 4, e; asks for what is inside]
static void write_fields(lua_State *L, struct echo *echo, int index, const struct outer *outer, int depth) {
    int64_t length = clua_sequence_count(L, index);
    if (length >= 0) {
        clua_append_count(L, echo->host, CLUA_ARRAY, (uint64_t)length);
        for (int64_t i = 1; i <= length; i++) {
            lua_rawgeti(L, index, i);
            write_value(L, echo, lua_gettop(L), outer, depth);
            lua_pop(L, 1);
        }
        return;
    }
    clua_append_tag(L, echo->host, CLUA_TABLE);
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        int top = lua_gettop(L);
        write_key(L, echo, top - 1);
        write_value(L, echo, top, outer, depth);
        lua_pop(L, 1);
    }
    clua_append_tag(L, echo->host, CLUA_END);
}

// [-0, +0, 4, e; asks for what is inside]
static void write_table(lua_State *L, struct echo *echo, int index, const struct outer *outer, int depth) {
    if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        lua_pop(L, 1);
        if (write_text(L, echo->host, index)) {
            return;
        }
    }
    struct outer this = {lua_topointer(L, index), outer};
    for (; outer != NULL; outer = outer->next) {
        if (outer->table == this.table) {
            write_mark(L, echo->host, "<a table that holds this one>");
            return;
        }
    }
    if (depth >= MAXIMUM_DEPTH || ++echo->tables > MOST_TABLES) {
        write_mark(L, echo->host, "{…}");
        return;
    }
    luaL_checkstack(L, LUA_MINSTACK, "a table is nested too deep");
    write_fields(L, echo, index, &this, depth + 1);
}

// [-0, +0, 4, e; a table asks for more]
static void write_value(lua_State *L, struct echo *echo, int index, const struct outer *outer, int depth) {
    uint64_t slot;
    uint64_t class_id;
    clua_tick(L);
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
        write_table(L, echo, index, outer, depth);
        return;
    case LUA_TUSERDATA:
        if (clua_object_at(L, index, &slot, &class_id)) {
            break;
        }
        __attribute__((fallthrough));
    case LUA_TFUNCTION:
    case LUA_TTHREAD:
        if (!write_text(L, echo->host, index)) {
            write_mark(L, echo->host, luaL_typename(L, index));
        }
        return;
    default:
        break;
    }
    clua_encode(L, echo->host, index);
}

// [-0, +0, *, e]
void clua_echo(lua_State *L, clua_host *host, int index) {
    struct echo echo = {host, 0};
    luaL_checkstack(L, LUA_MINSTACK, "too many values");
    write_value(L, &echo, lua_absindex(L, index), NULL, 0);
}
