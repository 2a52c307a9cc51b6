// Lua's patterns (manual, section 6.4.1), with a tick at every step so that the limits hold inside a match.
#ifndef CLUA_PATTERN_H
#define CLUA_PATTERN_H

#include "clua_host.h"

#define CLUA_ESCAPE '%'
#define CLUA_MOST_CAPTURES 32

struct clua_capture {
    const char *start;
    ptrdiff_t length; // or one of the two below
};

enum { CLUA_CAPTURE_OPEN = -1, CLUA_CAPTURE_POSITION = -2 };

struct clua_match {
    lua_State *L;
    const char *subject;
    const char *subject_end;
    const char *pattern_end;
    int depth;
    int count;
    struct clua_capture captures[CLUA_MOST_CAPTURES];
};

void clua_match_prepare(
    struct clua_match *match, lua_State *L, const char *subject, size_t count, const char *pattern, size_t pattern_count
);
// The end of a match of `pattern` that begins at `at`, or NULL.
const char *clua_match_at(struct clua_match *match, const char *at, const char *pattern);
// Capture `index`; 0 is the whole match where the pattern has no capture. The result is its length, or
// CLUA_CAPTURE_POSITION for a position, which `text` points to.
ptrdiff_t clua_match_capture(
    struct clua_match *match, int index, const char *start, const char *end, const char **text
);
void clua_push_capture(struct clua_match *match, int index, const char *start, const char *end);
// Pushes all captures, or the whole match where there is none and `start` is not NULL.
int clua_push_captures(struct clua_match *match, const char *start, const char *end);

#endif
