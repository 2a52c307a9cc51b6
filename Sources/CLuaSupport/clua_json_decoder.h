// The reader of JSON texts: what its two files share.
#ifndef CLUA_JSON_DECODER_H
#define CLUA_JSON_DECODER_H

#include "clua_json.h"

struct decoder {
    lua_State *L;
    const struct clua_json_text *text;
    const uint8_t *start;
    const uint8_t *at;
    const uint8_t *end;
    struct clua_area scratch;
    int array_mark; // stack index
    int depth;
    bool building; // false while a value is only read over
    // The field count of the last object at each depth: records of one list are alike.
    int fields[CLUA_JSON_DEPTH + 1];
};

// Raises with the line and the column of `at`.
void clua_json_fail(struct decoder *d, const uint8_t *at, const char *problem);
// Raises about what stands at d->at.
void clua_json_unexpected(struct decoder *d, const char *expected);
// Read the scalar at d->at, and push it while d->building.
void clua_json_read_string(struct decoder *d);
void clua_json_read_number(struct decoder *d);

#endif
