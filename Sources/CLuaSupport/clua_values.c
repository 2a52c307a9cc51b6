// Values as flat bytes, both ways.
#include "clua_values.h"
#include "clua_tick.h"

#include <string.h>

// Deeper nesting than this is refused; a table that contains itself ends here too.
#define MAXIMUM_DEPTH 100

// [-0, +0, 2, e]
void clua_append_tag(lua_State *L, clua_host *host, enum clua_tag tag) {
    uint8_t byte = (uint8_t)tag;
    clua_append(L, host, &byte, 1);
}

// [-0, +0, 2, e]
static void append_word(lua_State *L, clua_host *host, enum clua_tag tag, const void *word) {
    clua_append_tag(L, host, tag);
    clua_append(L, host, word, 8);
}

// [-0, +0, 2, e]
void clua_append_count(lua_State *L, clua_host *host, enum clua_tag tag, uint64_t count) {
    append_word(L, host, tag, &count);
}

// [-0, +0, 2, e]
void clua_append_text(lua_State *L, clua_host *host, enum clua_tag tag, const char *text, size_t count) {
    uint64_t length = count;
    append_word(L, host, tag, &length);
    clua_append(L, host, text, count);
}

// The number of elements when the table is a sequence and nothing else, else -1.
// [-0, +0, 2, -]
int64_t clua_sequence_count(lua_State *L, int index) {
    lua_Unsigned length = lua_rawlen(L, index);
    lua_Unsigned keys = 0;
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        lua_pop(L, 1);
        // A hole and a key such as 0 or -1 make up for each other in the count: every key has to be in the sequence.
        if (++keys > length || !lua_isinteger(L, -1) || (lua_Unsigned)lua_tointeger(L, -1) - 1 >= length) {
            lua_pop(L, 1);
            return -1;
        }
    }
    return keys == length && length > 0 ? (int64_t)length : -1;
}

static void encode(lua_State *L, clua_host *host, int index, int depth);

// [-0, +0, *, e]
static void encode_table(lua_State *L, clua_host *host, int index, int depth) {
    if (depth >= MAXIMUM_DEPTH) {
        luaL_error(L, "a table is nested deeper than %d levels, or contains itself", MAXIMUM_DEPTH);
    }
    luaL_checkstack(L, 4, "a table is nested too deep");
    int64_t length = clua_sequence_count(L, index);
    if (length >= 0) {
        append_word(L, host, CLUA_ARRAY, &length);
        for (int64_t i = 1; i <= length; i++) {
            clua_tick(L);
            lua_rawgeti(L, index, i);
            encode(L, host, lua_gettop(L), depth + 1);
            lua_pop(L, 1);
        }
        return;
    }
    clua_append_tag(L, host, CLUA_TABLE);
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        clua_tick(L);
        int top = lua_gettop(L);
        encode(L, host, top - 1, depth + 1);
        encode(L, host, top, depth + 1);
        lua_pop(L, 1);
    }
    clua_append_tag(L, host, CLUA_END);
}

// [-0, +0, 2, e]
static void encode_userdata(lua_State *L, clua_host *host, int index) {
    uint64_t slot;
    uint64_t class_id;
    if (clua_object_at(L, index, &slot, &class_id)) {
        append_word(L, host, CLUA_OBJECT, &slot);
        clua_append(L, host, &class_id, sizeof class_id);
    } else {
        clua_append_text(L, host, CLUA_OTHER, "userdata", strlen("userdata"));
    }
}

// [-0, +0, 2, e] A table asks for more.
static void encode(lua_State *L, clua_host *host, int index, int depth) {
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        clua_append_tag(L, host, CLUA_NIL);
        break;
    case LUA_TBOOLEAN:
        clua_append_tag(L, host, lua_toboolean(L, index) ? CLUA_TRUE : CLUA_FALSE);
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            int64_t integer = lua_tointeger(L, index);
            append_word(L, host, CLUA_INTEGER, &integer);
        } else {
            double number = lua_tonumber(L, index);
            append_word(L, host, CLUA_NUMBER, &number);
        }
        break;
    case LUA_TSTRING: {
        size_t count;
        const char *text = lua_tolstring(L, index, &count);
        clua_append_text(L, host, CLUA_STRING, text, count);
        break;
    }
    case LUA_TTABLE:
        encode_table(L, host, index, depth);
        break;
    case LUA_TFUNCTION: {
        lua_pushvalue(L, index);
        int64_t reference = luaL_ref(L, LUA_REGISTRYINDEX);
        append_word(L, host, CLUA_FUNCTION, &reference);
        break;
    }
    case LUA_TUSERDATA:
        encode_userdata(L, host, index);
        break;
    case LUA_TLIGHTUSERDATA:
        clua_append_tag(L, host, CLUA_NULL);
        break;
    default: {
        const char *name = luaL_typename(L, index);
        clua_append_text(L, host, CLUA_OTHER, name, strlen(name));
    }
    }
}

// [-0, +0, *, e]
void clua_encode(lua_State *L, clua_host *host, int index) {
    luaL_checkstack(L, 4, "too many values");
    encode(L, host, lua_absindex(L, index), 0);
}

// [-0, +0, *, e]
void clua_encode_from(lua_State *L, clua_host *host, int first) {
    int top = lua_gettop(L);
    luaL_checkstack(L, 4, "too many values");
    for (int index = first; index <= top; index++) {
        encode(L, host, index, 0);
    }
}

// Reading. Swift wrote these bytes, so their form is trusted.

static uint64_t read_word(const uint8_t *bytes, size_t *at) {
    uint64_t word;
    memcpy(&word, bytes + *at, sizeof word);
    *at += sizeof word;
    return word;
}

static void push(lua_State *L, clua_host *host, size_t *at);

// [-0, +1, 1, e] Each pair asks for more.
static void push_pairs(lua_State *L, clua_host *host, size_t *at) {
    lua_newtable(L);
    while (host->bytes[*at] != CLUA_END) {
        clua_tick(L);
        push(L, host, at);
        push(L, host, at);
        lua_rawset(L, -3);
    }
    *at += 1;
}

// [-0, +1, 4, e]
static void push_array(lua_State *L, clua_host *host, size_t *at) {
    uint64_t count = read_word(host->bytes, at);
    lua_createtable(L, count > INT32_MAX ? 0 : (int)count, 0);
    if (count == 0) {
        clua_push_array_mark(L);
        lua_setmetatable(L, -2);
    }
    for (uint64_t i = 1; i <= count; i++) {
        clua_tick(L);
        push(L, host, at);
        lua_rawseti(L, -2, (lua_Integer)i);
    }
}

// [-0, +1, 1, -]
static void push_number(lua_State *L, clua_host *host, size_t *at) {
    uint64_t word = read_word(host->bytes, at);
    double number;
    memcpy(&number, &word, sizeof number);
    lua_pushnumber(L, number);
}

// [-0, +1, *, e]
static void push(lua_State *L, clua_host *host, size_t *at) {
    luaL_checkstack(L, 4, "a value is nested too deep");
    enum clua_tag tag = host->bytes[(*at)++];
    switch (tag) {
    case CLUA_NIL:
    case CLUA_END:
    case CLUA_OTHER:
        lua_pushnil(L);
        break;
    case CLUA_FALSE:
    case CLUA_TRUE:
        lua_pushboolean(L, tag == CLUA_TRUE);
        break;
    case CLUA_INTEGER:
        lua_pushinteger(L, (lua_Integer)read_word(host->bytes, at));
        break;
    case CLUA_NUMBER:
        push_number(L, host, at);
        break;
    case CLUA_STRING: {
        uint64_t count = read_word(host->bytes, at);
        lua_pushlstring(L, (const char *)host->bytes + *at, count);
        *at += count;
        break;
    }
    case CLUA_ARRAY:
        push_array(L, host, at);
        break;
    case CLUA_TABLE:
        push_pairs(L, host, at);
        break;
    case CLUA_ERROR_TABLE:
        push_pairs(L, host, at);
        clua_push_error_metatable(L);
        lua_setmetatable(L, -2);
        break;
    case CLUA_OBJECT: {
        uint64_t slot = read_word(host->bytes, at);
        clua_push_object(L, slot, read_word(host->bytes, at));
        break;
    }
    case CLUA_FUNCTION:
        clua_push_host_function(L, (int64_t)read_word(host->bytes, at));
        break;
    case CLUA_REFERENCE:
        lua_rawgeti(L, LUA_REGISTRYINDEX, (lua_Integer)read_word(host->bytes, at));
        break;
    case CLUA_NULL:
        lua_pushlightuserdata(L, NULL);
        break;
    }
}

// [-0, +the values, *, e]
int clua_push_buffer(lua_State *L, clua_host *host) {
    int before = lua_gettop(L);
    size_t at = 0;
    size_t count = host->count;
    while (at < count) {
        push(L, host, &at);
    }
    return lua_gettop(L) - before;
}
