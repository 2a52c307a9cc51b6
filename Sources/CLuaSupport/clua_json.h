// What the files of the json module share.
#ifndef CLUA_JSON_H
#define CLUA_JSON_H

#include "clua_values.h"

// Deeper nesting than this is refused, both ways; the bridge to Swift has the same bound.
#define CLUA_JSON_DEPTH 100

// A growing area of bytes: a userdata at a stack index, so that it counts, and goes with the call whatever ends that.
struct clua_area {
    char *bytes;
    size_t count;
    size_t capacity;
    int index;
};

// Pushes the userdata.
void clua_area_open(lua_State *L, struct clua_area *area);
// Room for `count` more bytes; raises when there is none.
char *clua_area_extend(lua_State *L, struct clua_area *area, size_t count);

// The number of bytes of the UTF-8 sequence at `at`, 0 when it is not one (RFC 3629: no surrogates, no long forms).
size_t clua_utf8_length(const uint8_t *at, const uint8_t *end);

// What the keys of a table are.
struct clua_json_shape {
    size_t names;
    size_t indices; // integers from 1 up
    lua_Integer largest;
    bool strange; // some other key; it is on the stack
};
struct clua_json_shape clua_json_shape_of(lua_State *L, int index);

struct clua_json_key {
    const char *text;
    size_t count;
};
// Pushes the sorted names of a table with `count` of them as a userdata; a list in its user value keeps the strings alive.
struct clua_json_key *clua_json_push_keys(lua_State *L, int index, size_t count);

struct clua_json_text {
    const char *bytes;
    size_t count;
    const char *key; // the field of the outermost object that is wanted, NULL for everything
    const char *owner; // what an error begins with
    bool keep_nulls;
};

// Pushes the value of a text; nil when the key is not there. Raises on a mistake in the text.
void clua_json_push(lua_State *L, const struct clua_json_text *text);
int clua_json_encode(lua_State *L);

#endif
