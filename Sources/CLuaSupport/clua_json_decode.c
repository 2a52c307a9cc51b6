// JSON text (RFC 8259) to Lua tables, without a tree in between.
#include "clua_json_decoder.h"
#include "clua_tick.h"

#include <string.h>

// A size hint is never larger than this, so that unlike neighbours waste little.
#define LARGEST_HINT 128

// [-0, +0, 0, -]
static inline uint8_t next_token(struct decoder *d) {
    while (d->at < d->end && (*d->at == ' ' || *d->at == '\n' || *d->at == '\r' || *d->at == '\t')) {
        d->at++;
    }
    return d->at < d->end ? *d->at : 0;
}

static void read_value(struct decoder *d, bool in_list);

// [-0, +0, 3, e]
static void read_word(struct decoder *d, const char *word, size_t length) {
    if ((size_t)(d->end - d->at) < length || memcmp(d->at, word, length) != 0) {
        clua_json_unexpected(d, "a value (true, false, null, a number, a string, [ or {)");
    }
    d->at += length;
}

// [-0, +0, *, e] There are 6 slots for what is inside.
static void enter(struct decoder *d) {
    if (d->depth >= CLUA_JSON_DEPTH) {
        lua_pushfstring(d->L, "the value is nested deeper than %d levels", CLUA_JSON_DEPTH);
        clua_json_fail(d, d->at, lua_tostring(d->L, -1));
    }
    d->depth++;
    d->at++;
    luaL_checkstack(d->L, 6, "a value is nested too deep");
}

// Reads `,` and answers true, or the closing bracket and answers false.
// [-0, +0, 3, e]
static bool another(struct decoder *d, uint8_t closing, const char *expected) {
    uint8_t token = next_token(d);
    if (token != ',' && token != closing) {
        clua_json_unexpected(d, expected);
    }
    d->at++;
    return token == ',';
}

// [-0, +1 while building, *, e]
static void read_array(struct decoder *d) {
    lua_Integer count = 0;
    enter(d);
    if (d->building) {
        lua_createtable(d->L, 0, 0);
    }
    if (next_token(d) == ']') {
        d->at++;
    } else {
        do {
            read_value(d, true);
            if (d->building) {
                lua_rawseti(d->L, -2, ++count);
            }
        } while (another(d, ']', "',' or ']'"));
    }
    if (d->building && count == 0) {
        lua_pushvalue(d->L, d->array_mark);
        lua_setmetatable(d->L, -2);
    }
    d->depth--;
}

// [-0, +1 while building, 3, e]
static void read_key(struct decoder *d) {
    if (next_token(d) != '"') {
        clua_json_unexpected(d, "the name of a field, in double quotes,");
    }
    clua_json_read_string(d);
    if (next_token(d) != ':') {
        clua_json_unexpected(d, "':'");
    }
    d->at++;
}

// [-0, +1 while building, *, e]
static void read_object(struct decoder *d) {
    enter(d);
    int *hint = &d->fields[d->depth];
    int count = 0;
    if (d->building) {
        lua_createtable(d->L, 0, *hint);
    }
    if (next_token(d) == '}') {
        d->at++;
    } else {
        do {
            read_key(d);
            read_value(d, false);
            if (d->building) {
                count += lua_isnil(d->L, -1) ? 0 : 1;
                lua_rawset(d->L, -3);
            }
        } while (another(d, '}', "',' or '}'"));
    }
    *hint = count > LARGEST_HINT ? LARGEST_HINT : count;
    d->depth--;
}

// [-0, +1 while building, 3, e] What is nested asks for more.
static void read_value(struct decoder *d, bool in_list) {
    clua_tick(d->L);
    switch (next_token(d)) {
    case '{':
        read_object(d);
        return;
    case '[':
        read_array(d);
        return;
    case '"':
        clua_json_read_string(d);
        return;
    case '-':
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        clua_json_read_number(d);
        return;
    case 't':
        read_word(d, "true", 4);
        break;
    case 'f':
        read_word(d, "false", 5);
        break;
    default:
        read_word(d, "null", 4);
        if (d->building && (in_list || d->text->keep_nulls)) {
            lua_pushlightuserdata(d->L, NULL);
        } else if (d->building) {
            lua_pushnil(d->L);
        }
        return;
    }
    if (d->building) {
        lua_pushboolean(d->L, d->at[-2] == 'u');
    }
}

// Reads the outermost object and leaves the value of the wanted field on the stack, the last one when there are two.
// [-0, +1, *, e]
static void read_field(struct decoder *d) {
    lua_State *L = d->L;
    if (next_token(d) != '{') {
        clua_json_unexpected(d, "'{'");
    }
    enter(d);
    lua_pushnil(L);
    if (next_token(d) == '}') {
        d->at++;
        return;
    }
    do {
        read_key(d);
        d->building = strcmp(lua_tostring(L, -1), d->text->key) == 0;
        lua_pop(L, 1);
        read_value(d, false);
        if (d->building) {
            lua_replace(L, -2);
        }
        d->building = true;
    } while (another(d, '}', "',' or '}'"));
}

// [-0, +1, *, e]
void clua_json_push(lua_State *L, const struct clua_json_text *text) {
    luaL_checkstack(L, 8, "a value is nested too deep");
    const uint8_t *start = (const uint8_t *)text->bytes;
    struct decoder d = {.L = L, .text = text, .start = start, .at = start, .building = true};
    d.end = start + text->count;
    clua_area_open(L, &d.scratch);
    clua_push_array_mark(L);
    d.array_mark = lua_gettop(L);
    if (text->count >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
        d.at += 3;
        d.start = d.at;
    }
    if (text->key != NULL) {
        read_field(&d);
    } else {
        read_value(&d, false);
    }
    next_token(&d);
    if (d.at < d.end) {
        clua_json_unexpected(&d, "the end of the text");
    }
    lua_replace(L, d.scratch.index);
    lua_settop(L, d.scratch.index);
}
