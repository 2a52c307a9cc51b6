// The json module: its functions, the marks of empty tables, and the entry that Swift decodes through.
#include "clua_json.h"

#include <string.h>

// Areas

void clua_area_open(lua_State *L, struct clua_area *area) {
    area->count = 0;
    area->capacity = 256;
    area->bytes = lua_newuserdatauv(L, area->capacity, 0);
    area->index = lua_gettop(L);
}

char *clua_area_extend(lua_State *L, struct clua_area *area, size_t count) {
    if (count > SIZE_MAX / 4 - area->count) {
        luaL_error(L, "not enough memory");
    }
    size_t needed = area->count + count;
    if (needed > area->capacity) {
        size_t capacity = area->capacity;
        while (capacity < needed) {
            capacity *= 2;
        }
        char *bytes = lua_newuserdatauv(L, capacity, 0);
        memcpy(bytes, area->bytes, area->count);
        lua_replace(L, area->index);
        area->bytes = bytes;
        area->capacity = capacity;
    }
    char *place = area->bytes + area->count;
    area->count = needed;
    return place;
}

size_t clua_utf8_length(const uint8_t *at, const uint8_t *end) {
    size_t left = (size_t)(end - at);
    if (left >= 1 && at[0] < 0x80) {
        return 1;
    }
    if (left < 2 || at[0] < 0xC2 || at[0] > 0xF4 || (at[1] & 0xC0) != 0x80) {
        return 0;
    }
    if (at[0] < 0xE0) {
        return 2;
    }
    bool second = at[0] == 0xE0   ? at[1] >= 0xA0
                  : at[0] == 0xED ? at[1] < 0xA0
                  : at[0] == 0xF0 ? at[1] >= 0x90
                  : at[0] == 0xF4 ? at[1] < 0x90
                                  : true;
    if (!second || left < 3 || (at[2] & 0xC0) != 0x80) {
        return 0;
    }
    if (at[0] < 0xF0) {
        return 3;
    }
    return left >= 4 && (at[3] & 0xC0) == 0x80 ? 4 : 0;
}

// Marks

#define ARRAY_MARK "json.array"
#define OBJECT_MARK "json.object"

static void push_mark(lua_State *L, const char *name) {
    static const luaL_Reg none[] = {{NULL, NULL}};
    clua_push_metatable(L, name, none);
}

void clua_push_array_mark(lua_State *L) {
    push_mark(L, ARRAY_MARK);
}

void clua_push_object_mark(lua_State *L) {
    push_mark(L, OBJECT_MARK);
}

char clua_json_mark(lua_State *L, int index) {
    char mark = 0;
    if (!lua_getmetatable(L, index)) {
        return 0;
    }
    luaL_getmetatable(L, ARRAY_MARK);
    luaL_getmetatable(L, OBJECT_MARK);
    if (lua_rawequal(L, -3, -2)) {
        mark = 'a';
    } else if (lua_rawequal(L, -3, -1)) {
        mark = 'o';
    }
    lua_pop(L, 3);
    return mark;
}

// Gives the table at 1, or a new one, a mark; a table with a metatable of its own keeps that.
static int mark_table(lua_State *L, const char *name) {
    if (lua_isnone(L, 1)) {
        lua_newtable(L);
    }
    if (lua_type(L, 1) != LUA_TTABLE) {
        return luaL_error(L, "%s: the value must be a table, not %s", name, luaL_typename(L, 1));
    }
    if (lua_getmetatable(L, 1) && clua_json_mark(L, 1) == 0) {
        return luaL_error(L, "%s: the table has a metatable already", name);
    }
    lua_settop(L, 1);
    push_mark(L, name);
    lua_setmetatable(L, 1);
    return 1;
}

static int mark_array(lua_State *L) {
    return mark_table(L, ARRAY_MARK);
}

static int mark_object(lua_State *L) {
    return mark_table(L, OBJECT_MARK);
}

// The functions of the module

static bool read_options(lua_State *L, int index) {
    if (lua_isnoneornil(L, index)) {
        return false;
    }
    if (lua_type(L, index) != LUA_TTABLE) {
        luaL_error(L, "json.decode: the options must be a table, not %s", luaL_typename(L, index));
    }
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || strcmp(lua_tostring(L, -2), "keep_nulls") != 0) {
            luaL_error(L, "json.decode has one option, keep_nulls, and no %s", luaL_tolstring(L, -2, NULL));
        }
        if (lua_type(L, -1) != LUA_TBOOLEAN) {
            luaL_error(L, "json.decode: keep_nulls must be true or false, not %s", luaL_typename(L, -1));
        }
    }
    lua_getfield(L, index, "keep_nulls");
    return lua_toboolean(L, -1);
}

static int decode(lua_State *L) {
    if (lua_type(L, 1) != LUA_TSTRING) {
        return luaL_error(L, "json.decode: the text must be a string, not %s", luaL_typename(L, 1));
    }
    struct clua_json_text text = {.owner = "json.decode"};
    text.bytes = lua_tolstring(L, 1, &text.count);
    text.keep_nulls = read_options(L, 2);
    clua_json_push(L, &text);
    return 1;
}

static int describe_null(lua_State *L) {
    lua_pushliteral(L, "json.null");
    return 1;
}

// All light userdata share one metatable, and json.null is the only one that a script meets.
static void name_null(lua_State *L) {
    lua_pushlightuserdata(L, NULL);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, describe_null);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static int functions_body(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"encode", clua_json_encode}, {"decode", decode}, {"array", mark_array}, {"object", mark_object}, {NULL, NULL},
    };
    clua_host *host = clua_host_of(L);
    name_null(L);
    luaL_newlib(L, functions);
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_json_functions(clua_host *host) {
    return clua_protected(host, host->running, functions_body, NULL);
}

static int decode_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    const struct clua_json_text *text = lua_touserdata(L, 1);
    clua_json_push(L, text);
    lua_pushinteger(L, lua_isnil(L, -1) ? 0 : luaL_ref(L, LUA_REGISTRYINDEX));
    host->count = 0;
    clua_encode(L, host, -1);
    return 0;
}

int clua_json_decode(clua_host *host, const char *bytes, size_t count, const char *key, const char *owner) {
    struct clua_json_text text = {.bytes = bytes, .count = count, .key = key, .owner = owner};
    return clua_protected(host, host->running, decode_body, &text);
}
