// The matcher: plain backtracking over the pattern's items, as the manual describes them.
#include "clua_pattern.h"
#include "clua_tick.h"

#include <ctype.h>
#include <string.h>

#define MOST_DEPTH 200

// [-0, +0, 0, -]
void clua_match_prepare(
    struct clua_match *match, lua_State *L, const char *subject, size_t count, const char *pattern, size_t pattern_count
) {
    match->L = L;
    match->subject = subject;
    match->subject_end = subject + count;
    match->pattern_end = pattern + pattern_count;
    match->depth = 0;
    match->count = 0;
}

// Single characters

// The end of the set whose '[' is at `at`. A ']' that comes first is a member.
// [-0, +0, 2, e]
static const char *end_of_set(struct clua_match *match, const char *at) {
    const char *member = at + 1;
    if (member < match->pattern_end && *member == '^') {
        member++;
    }
    for (bool first = true;; first = false) {
        if (member >= match->pattern_end) {
            luaL_error(match->L, "malformed pattern (missing ']')");
        }
        if (*member == ']' && !first) {
            return member + 1;
        }
        member += *member == CLUA_ESCAPE && member + 1 < match->pattern_end ? 2 : 1;
    }
}

// The end of the item at `at` that stands for one character.
// [-0, +0, 2, e]
static const char *end_of_single(struct clua_match *match, const char *at) {
    if (*at == '[') {
        return end_of_set(match, at);
    }
    if (*at != CLUA_ESCAPE) {
        return at + 1;
    }
    if (at + 1 >= match->pattern_end) {
        luaL_error(match->L, "malformed pattern (ends with '%%')");
    }
    return at + 2;
}

static bool is_in_class(int character, int letter) {
    bool found;
    switch (tolower(letter)) {
    case 'a':
        found = isalpha(character);
        break;
    case 'c':
        found = iscntrl(character);
        break;
    case 'd':
        found = isdigit(character);
        break;
    case 'g':
        found = isgraph(character);
        break;
    case 'l':
        found = islower(character);
        break;
    case 'p':
        found = ispunct(character);
        break;
    case 's':
        found = isspace(character);
        break;
    case 'u':
        found = isupper(character);
        break;
    case 'w':
        found = isalnum(character);
        break;
    case 'x':
        found = isxdigit(character);
        break;
    case 'z': // not in the manual any more, and still there
        found = character == 0;
        break;
    default:
        return letter == character;
    }
    return isupper(letter) ? !found : found;
}

// Whether the set from `at` (its '[') to `end` (behind its ']') holds the character.
static bool is_in_set(int character, const char *at, const char *end) {
    const unsigned char *member = (const unsigned char *)at + 1;
    const unsigned char *last = (const unsigned char *)end - 1;
    bool inside = true;
    if (*member == '^') {
        inside = false;
        member++;
    }
    while (member < last) {
        if (*member == CLUA_ESCAPE) {
            if (is_in_class(character, member[1])) {
                return inside;
            }
            member += 2;
        } else if (member[1] == '-' && member + 2 < last) {
            if (member[0] <= character && character <= member[2]) {
                return inside;
            }
            member += 3;
        } else if (*member++ == character) {
            return inside;
        }
    }
    return !inside;
}

// [-0, +0, 1, e]
static bool matches_single(struct clua_match *match, const char *at, const char *item, const char *item_end) {
    clua_tick(match->L);
    if (at >= match->subject_end) {
        return false;
    }
    int character = (unsigned char)*at;
    switch (*item) {
    case '.':
        return true;
    case CLUA_ESCAPE:
        return is_in_class(character, (unsigned char)item[1]);
    case '[':
        return is_in_set(character, item, item_end);
    default:
        return (unsigned char)*item == character;
    }
}

// Items with a loop or a memory of their own

// [-0, +0, 2, e]
static const char *match_longest(struct clua_match *match, const char *at, const char *item, const char *item_end) {
    ptrdiff_t count = 0;
    while (matches_single(match, at + count, item, item_end)) {
        count++;
    }
    for (; count >= 0; count--) {
        const char *end = clua_match_at(match, at + count, item_end + 1);
        if (end != NULL) {
            return end;
        }
    }
    return NULL;
}

// [-0, +0, 2, e]
static const char *match_shortest(struct clua_match *match, const char *at, const char *item, const char *item_end) {
    for (;;) {
        const char *end = clua_match_at(match, at, item_end + 1);
        if (end != NULL) {
            return end;
        }
        if (!matches_single(match, at, item, item_end)) {
            return NULL;
        }
        at++;
    }
}

// [-0, +0, 2, e]
static const char *open_capture(struct clua_match *match, const char *at, const char *pattern, ptrdiff_t length) {
    if (match->count >= CLUA_MOST_CAPTURES) {
        luaL_error(match->L, "too many captures");
    }
    match->captures[match->count].start = at;
    match->captures[match->count].length = length;
    match->count++;
    const char *end = clua_match_at(match, at, pattern);
    if (end == NULL) {
        match->count--;
    }
    return end;
}

// [-0, +0, 2, e]
static const char *close_capture(struct clua_match *match, const char *at, const char *pattern) {
    int index = match->count - 1;
    while (index >= 0 && match->captures[index].length != CLUA_CAPTURE_OPEN) {
        index--;
    }
    if (index < 0) {
        luaL_error(match->L, "invalid pattern capture");
    }
    match->captures[index].length = at - match->captures[index].start;
    const char *end = clua_match_at(match, at, pattern);
    if (end == NULL) {
        match->captures[index].length = CLUA_CAPTURE_OPEN;
    }
    return end;
}

// %bxy: the end of the balanced text at `at`, or NULL.
// [-0, +0, 2, e]
static const char *match_balanced(struct clua_match *match, const char *at, const char *pair) {
    if (pair + 1 >= match->pattern_end) {
        luaL_error(match->L, "malformed pattern (missing arguments to '%%b')");
    }
    if (at >= match->subject_end || *at != pair[0]) {
        return NULL;
    }
    size_t nesting = 1;
    for (at++; at < match->subject_end; at++) {
        clua_tick(match->L);
        if (*at == pair[1]) {
            if (--nesting == 0) {
                return at + 1;
            }
        } else if (*at == pair[0]) {
            nesting++;
        }
    }
    return NULL;
}

// %f[set]: whether the text passes from outside of the set to inside; both ends of the text count as '\0'.
// [-0, +0, 0, -]
static bool is_frontier(struct clua_match *match, const char *at, const char *set, const char *set_end) {
    int before = at == match->subject ? 0 : (unsigned char)at[-1];
    int after = at == match->subject_end ? 0 : (unsigned char)*at;
    return !is_in_set(before, set, set_end) && is_in_set(after, set, set_end);
}

// %1 to %9: the end of a repetition of that capture at `at`, or NULL.
// [-0, +0, 2, e]
static const char *match_again(struct clua_match *match, const char *at, int digit) {
    int index = digit - '1';
    if (index < 0 || index >= match->count || match->captures[index].length == CLUA_CAPTURE_OPEN) {
        luaL_error(match->L, "invalid capture index %%%d", index + 1);
    }
    size_t length = (size_t)match->captures[index].length;
    if ((size_t)(match->subject_end - at) < length || memcmp(match->captures[index].start, at, length) != 0) {
        return NULL;
    }
    return at + length;
}

// Matches an item that begins with '%' and is more than a class, and sets `pattern` behind it. False when it is none.
// [-0, +0, 2, e]
static bool match_special(struct clua_match *match, const char **at, const char **pattern) {
    const char *item = *pattern;
    if (item + 1 >= match->pattern_end) {
        return false;
    }
    if (item[1] == 'b') {
        *at = match_balanced(match, *at, item + 2);
        *pattern = item + 4;
    } else if (item[1] == 'f') {
        if (item + 2 >= match->pattern_end || item[2] != '[') {
            luaL_error(match->L, "missing '[' after '%%f' in pattern");
        }
        *pattern = end_of_set(match, item + 2);
        *at = is_frontier(match, *at, item + 2, *pattern) ? *at : NULL;
    } else if (isdigit((unsigned char)item[1])) {
        *at = match_again(match, *at, item[1]);
        *pattern = item + 2;
    } else {
        return false;
    }
    return true;
}

// One pass over the items; only what may have to come back calls itself.
// [-0, +0, 2, e]
static const char *match_items(struct clua_match *match, const char *at, const char *pattern) {
    while (pattern < match->pattern_end) {
        clua_tick(match->L);
        switch (*pattern) {
        case '(':
            if (pattern + 1 < match->pattern_end && pattern[1] == ')') {
                return open_capture(match, at, pattern + 2, CLUA_CAPTURE_POSITION);
            }
            return open_capture(match, at, pattern + 1, CLUA_CAPTURE_OPEN);
        case ')':
            return close_capture(match, at, pattern + 1);
        case '$':
            if (pattern + 1 == match->pattern_end) {
                return at == match->subject_end ? at : NULL;
            }
            break;
        case CLUA_ESCAPE:
            if (match_special(match, &at, &pattern)) {
                if (at == NULL) {
                    return NULL;
                }
                continue;
            }
            break;
        default:
            break;
        }
        const char *end = end_of_single(match, pattern);
        char repetition = end < match->pattern_end ? *end : 0;
        bool optional = repetition == '*' || repetition == '-' || repetition == '?';
        if (!matches_single(match, at, pattern, end)) {
            if (!optional) {
                return NULL;
            }
            pattern = end + 1;
            continue;
        }
        switch (repetition) {
        case '*':
            return match_longest(match, at, pattern, end);
        case '-':
            return match_shortest(match, at, pattern, end);
        case '+':
            return match_longest(match, at + 1, pattern, end);
        case '?': {
            const char *rest = clua_match_at(match, at + 1, end + 1);
            if (rest != NULL) {
                return rest;
            }
            pattern = end + 1;
            continue;
        }
        default:
            break;
        }
        at++;
        pattern = end;
    }
    return at;
}

// [-0, +0, 2, e]
const char *clua_match_at(struct clua_match *match, const char *at, const char *pattern) {
    if (match->depth >= MOST_DEPTH) {
        luaL_error(match->L, "pattern too complex");
    }
    match->depth++;
    const char *end = match_items(match, at, pattern);
    match->depth--;
    return end;
}

// Captures

// [-0, +0, 2, e]
ptrdiff_t clua_match_capture(
    struct clua_match *match, int index, const char *start, const char *end, const char **text
) {
    if (index >= match->count) {
        if (index != 0) {
            luaL_error(match->L, "invalid capture index %%%d", index + 1);
        }
        *text = start;
        return end - start;
    }
    *text = match->captures[index].start;
    if (match->captures[index].length == CLUA_CAPTURE_OPEN) {
        luaL_error(match->L, "unfinished capture");
    }
    return match->captures[index].length;
}

// [-0, +1, 2, e]
void clua_push_capture(struct clua_match *match, int index, const char *start, const char *end) {
    const char *text;
    ptrdiff_t length = clua_match_capture(match, index, start, end, &text);
    if (length == CLUA_CAPTURE_POSITION) {
        lua_pushinteger(match->L, text - match->subject + 1);
    } else {
        lua_pushlstring(match->L, text, (size_t)length);
    }
}

// [-0, +the captures, *, e]
int clua_push_captures(struct clua_match *match, const char *start, const char *end) {
    int count = match->count == 0 && start != NULL ? 1 : match->count;
    luaL_checkstack(match->L, count, "too many captures");
    for (int index = 0; index < count; index++) {
        clua_push_capture(match, index, start, end);
    }
    return count;
}
