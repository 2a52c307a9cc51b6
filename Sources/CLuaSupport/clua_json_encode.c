// Lua values to JSON text. What JSON cannot hold is refused with the path of the value.
#include "clua_json.h"
#include "clua_refusal.h"
#include "clua_tick.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST_INDENT 16

// Where the writer stands: one table of the path from the outermost value.
struct level {
    const void *table;
    const char *name; // NULL in a list; the table holds it
    lua_Integer index;
};

struct encoder {
    lua_State *L;
    struct clua_area out;
    size_t indent;
    int depth;
    struct level levels[CLUA_JSON_DEPTH];
};

// [-0, +0, 2, e]
static void append(struct encoder *e, const char *text, size_t count) {
    memcpy(clua_area_extend(e->L, &e->out, count), text, count);
}

// [-0, +0, 2, e]
static void append_byte(struct encoder *e, char byte) {
    *clua_area_extend(e->L, &e->out, 1) = byte;
}

// Errors

static bool is_name(const char *text) {
    size_t count = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return count > 0 && text[count] == '\0' && (text[0] < '0' || text[0] > '9');
}

// [-0, +1, 3, m]
static void push_path(const struct encoder *e, int depth) {
    luaL_Buffer path;
    luaL_buffinit(e->L, &path);
    luaL_addstring(&path, "value");
    for (int i = 0; i < depth; i++) {
        const struct level *level = &e->levels[i];
        char text[80];
        if (level->name == NULL) {
            snprintf(text, sizeof text, "[%lld]", (long long)level->index);
        } else if (is_name(level->name)) {
            snprintf(text, sizeof text, ".%.60s", level->name);
        } else {
            snprintf(text, sizeof text, "[\"%.60s\"]", level->name);
        }
        luaL_addstring(&path, text);
    }
    luaL_pushresult(&path);
}

// Raises `json.encode: <path> <problem>`.
// [-0, +0, *, e] Does not return.
static void refuse(const struct encoder *e, const char *problem) {
    luaL_checkstack(e->L, 6, NULL);
    push_path(e, e->depth);
    luaL_error(e->L, "json.encode: %s %s", lua_tostring(e->L, -1), problem);
}

// [-0, +0, 1, e] Does not return.
static void refuse_type(const struct encoder *e, int index) {
    lua_pushfstring(e->L, "is a %s, which JSON has no word for", luaL_typename(e->L, index));
    refuse(e, lua_tostring(e->L, -1));
}

// Scalars

// [-0, +0, 2, e]
static void write_escape(struct encoder *e, uint8_t byte) {
    static const char letters[] = "btn_fr";
    char text[8];
    if (byte == '"' || byte == '\\') {
        snprintf(text, sizeof text, "\\%c", byte);
    } else if (byte >= '\b' && byte <= '\r' && byte != '\v') {
        snprintf(text, sizeof text, "\\%c", letters[byte - '\b']);
    } else {
        snprintf(text, sizeof text, "\\u%04x", byte);
    }
    append(e, text, strlen(text));
}

// [-0, +0, 2, e]
static void write_string(struct encoder *e, const char *text, size_t count) {
    const uint8_t *start = (const uint8_t *)text;
    const uint8_t *end = start + count;
    const uint8_t *written = start;
    append_byte(e, '"');
    for (const uint8_t *at = start; at < end;) {
        if (*at >= 0x80) {
            size_t length = clua_utf8_length(at, end);
            if (length == 0) {
                lua_pushfstring(
                    e->L, "is not valid UTF-8 (byte %d of it has the code %d)", (int)(at - start) + 1, *at
                );
                refuse(e, lua_tostring(e->L, -1));
            }
            at += length;
        } else if (*at < 0x20 || *at == '"' || *at == '\\') {
            append(e, (const char *)written, (size_t)(at - written));
            write_escape(e, *at++);
            written = at;
        } else {
            at++;
        }
    }
    append(e, (const char *)written, (size_t)(end - written));
    append_byte(e, '"');
}

// The shortest digits that read back as the same number.
// [-0, +0, 2, e]
static void write_float(struct encoder *e, double number) {
    char text[48];
    if (number - number != 0) {
        refuse(e, number != number ? "is not a number (nan)" : "is infinite");
    }
    double size = number < 0 ? -number : number;
    int precision = size < 2.3e-308 ? 1 : 15;
    do {
        snprintf(text, sizeof text - 2, "%.*g", precision, number);
    } while (strtod(text, NULL) != number && ++precision <= 17);
    bool integral = true;
    for (char *at = text; *at != '\0'; at++) {
        if (strchr("-+0123456789", *at) == NULL) {
            integral = false;
            *at = *at == 'e' ? 'e' : '.'; // whatever the locale writes for a point
        }
    }
    append(e, text, strlen(text));
    if (integral) {
        append(e, ".0", 2);
    }
}

// [-0, +0, 2, e]
static void write_number(struct encoder *e, int index) {
    if (!lua_isinteger(e->L, index)) {
        write_float(e, lua_tonumber(e->L, index));
        return;
    }
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(e->L, index));
    append(e, text, strlen(text));
}

// Tables

static void write_value(struct encoder *e, int index);

// [-0, +0, 2, e]
static void write_line(struct encoder *e, int depth) {
    if (e->indent == 0) {
        return;
    }
    size_t count = e->indent * (size_t)depth;
    char *place = clua_area_extend(e->L, &e->out, count + 1);
    place[0] = '\n';
    memset(place + 1, ' ', count);
}

// [-0, +0, 3, e] There are 8 slots for what is inside.
static void enter(struct encoder *e, int index) {
    const void *table = lua_topointer(e->L, index);
    for (int i = 0; i < e->depth; i++) {
        if (e->levels[i].table == table) {
            push_path(e, i);
            lua_pushfstring(e->L, "is the table %s again: a cycle, which has no end", lua_tostring(e->L, -1));
            refuse(e, lua_tostring(e->L, -1));
        }
    }
    if (e->depth >= CLUA_JSON_DEPTH) {
        luaL_error(e->L, "json.encode: the value is nested deeper than %d levels", CLUA_JSON_DEPTH);
    }
    luaL_checkstack(e->L, 8, "a value is nested too deep");
    e->levels[e->depth++] = (struct level){.table = table};
}

// [-0, +0, 3, e]
static void write_array(struct encoder *e, int index, lua_Integer count) {
    enter(e, index);
    append_byte(e, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1) {
            append_byte(e, ',');
        }
        write_line(e, e->depth);
        e->levels[e->depth - 1].index = i;
        lua_rawgeti(e->L, index, i);
        write_value(e, lua_gettop(e->L));
        lua_pop(e->L, 1);
    }
    e->depth--;
    if (count > 0) {
        write_line(e, e->depth);
    }
    append_byte(e, ']');
}

// [-0, +0, 3, e]
static void write_object(struct encoder *e, int index, size_t count) {
    enter(e, index);
    append_byte(e, '{');
    struct clua_json_key *keys = clua_json_push_keys(e->L, index, count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            append_byte(e, ',');
        }
        write_line(e, e->depth);
        e->levels[e->depth - 1].name = keys[i].text;
        write_string(e, keys[i].text, keys[i].count);
        append(e, ": ", e->indent > 0 ? 2 : 1);
        lua_pushlstring(e->L, keys[i].text, keys[i].count);
        lua_rawget(e->L, index);
        write_value(e, lua_gettop(e->L));
        lua_pop(e->L, 1);
    }
    lua_pop(e->L, 1);
    e->depth--;
    if (count > 0) {
        write_line(e, e->depth);
    }
    append_byte(e, '}');
}

// [top the key; -0, +0, 1, e] Does not return.
static void refuse_key(struct encoder *e) {
    const char *type = luaL_typename(e->L, -1);
    if (lua_type(e->L, -1) == LUA_TNUMBER) {
        lua_pushfstring(e->L, "has the key %s; a key is a name, or counts 1, 2, 3", lua_tostring(e->L, -1));
    } else {
        lua_pushfstring(e->L, "has a %s as a key; a key is a name, or counts 1, 2, 3", type);
    }
    refuse(e, lua_tostring(e->L, -1));
}

// [-0, +0, 1, e] Does not return.
static void refuse_hole(struct encoder *e, int index, lua_Integer largest) {
    lua_Integer hole = 1;
    while (lua_rawgeti(e->L, index, hole) != LUA_TNIL) {
        lua_pop(e->L, 1);
        hole++;
    }
    lua_pushfstring(
        e->L, "has nothing at %I and something at %I; write json.null where a place stays empty", hole, largest
    );
    refuse(e, lua_tostring(e->L, -1));
}

// [-0, +0, 3, e]
static void write_table(struct encoder *e, int index) {
    struct clua_json_shape shape = clua_json_shape_of(e->L, index);
    char mark = clua_mark_of(e->L, index);
    if (shape.strange) {
        refuse_key(e);
    }
    if (shape.names > 0 && shape.indices > 0) {
        refuse(e, "has names and list entries; JSON has lists or named fields");
    }
    if (mark == 'a' && shape.names > 0) {
        refuse(e, "is a json.array and has names");
    }
    if (mark == 'o' && shape.indices > 0) {
        refuse(e, "is a json.object and has list entries");
    }
    if (shape.indices != (lua_Unsigned)shape.largest) {
        refuse_hole(e, index, shape.largest);
    }
    if (shape.indices > 0 || mark == 'a') {
        write_array(e, index, shape.largest);
    } else {
        write_object(e, index, shape.names);
    }
}

// An object of the host is written as the value that its `__json` answers.
// [-0, +0, 4, e]
static void write_userdata(struct encoder *e, int index) {
    uint64_t slot;
    uint64_t class_id;
    if (!clua_object_at(e->L, index, &slot, &class_id) || luaL_getmetafield(e->L, index, "__json") == LUA_TNIL) {
        luaL_tolstring(e->L, index, NULL);
        lua_pushfstring(e->L, "is an object (%s), which JSON has no word for", lua_tostring(e->L, -1));
        refuse(e, lua_tostring(e->L, -1));
    }
    lua_pushvalue(e->L, index);
    lua_call(e->L, 1, 1);
    if (lua_type(e->L, -1) == LUA_TUSERDATA) {
        refuse_type(e, -1);
    }
    write_value(e, lua_gettop(e->L));
    lua_pop(e->L, 1);
}

// [-0, +0, 4, e]
static void write_value(struct encoder *e, int index) {
    clua_tick(e->L);
    switch (lua_type(e->L, index)) {
    case LUA_TBOOLEAN:
        lua_toboolean(e->L, index) ? append(e, "true", 4) : append(e, "false", 5);
        break;
    case LUA_TNUMBER:
        write_number(e, index);
        break;
    case LUA_TSTRING: {
        size_t count;
        const char *text = lua_tolstring(e->L, index, &count);
        write_string(e, text, count);
        break;
    }
    case LUA_TTABLE:
        write_table(e, index);
        break;
    case LUA_TUSERDATA:
        write_userdata(e, index);
        break;
    case LUA_TLIGHTUSERDATA:
        append(e, "null", 4);
        break;
    case LUA_TNIL:
        refuse(e, "is nil; write json.null for a null");
        break;
    default:
        refuse_type(e, index);
    }
}

// [at 2 the options; -0, +0|1, 4, e]
static size_t read_indent(lua_State *L) {
    if (lua_isnoneornil(L, 2)) {
        return 0;
    }
    if (lua_type(L, 2) != LUA_TTABLE) {
        clua_refuse_arguments(L, "json.encode", 2);
        luaL_error(L, "json.encode: the options must be a table, not %s", luaL_typename(L, 2));
    }
    for (lua_pushnil(L); lua_next(L, 2) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || strcmp(lua_tostring(L, -2), "indent") != 0) {
            clua_refuse_arguments(L, "json.encode", 2);
            luaL_error(L, "json.encode has one option, indent, and no %s", luaL_tolstring(L, -2, NULL));
        }
        int is_integer;
        lua_Integer indent = lua_tointegerx(L, -1, &is_integer);
        if (!is_integer || indent < 0 || indent > LARGEST_INDENT) {
            clua_refuse_arguments(L, "json.encode", 2);
            luaL_error(L, "json.encode: indent must be a whole number of spaces from 0 to %d", LARGEST_INDENT);
        }
    }
    lua_getfield(L, 2, "indent");
    return (size_t)lua_tointeger(L, -1);
}

// [1 the value, 2 the options; +1, e]
int clua_json_encode(lua_State *L) {
    int given = lua_gettop(L);
    if (given < 1 || given > 2) {
        clua_refuse_arguments(L, "json.encode", given);
    }
    struct encoder encoder = {.L = L, .indent = read_indent(L)};
    lua_settop(L, 1);
    clua_area_open(L, &encoder.out);
    write_value(&encoder, 1);
    lua_pushlstring(L, encoder.out.bytes, encoder.out.count);
    return 1;
}
