// string.find, match, gmatch and gsub.
#define _GNU_SOURCE
#include "clua_libraries.h"
#include "clua_tick.h"
#include "clua_pattern.h"

#include <ctype.h>
#include <string.h>

// Where a search begins, counted from 0; a negative position counts from the end.
// [-0, +0, 2, e]
static size_t start_of_search(lua_State *L, int index, size_t length) {
    lua_Integer position = luaL_optinteger(L, index, 1);
    if (position > 0) {
        return (size_t)position - 1;
    }
    if (position == 0 || position < -(lua_Integer)length) {
        return 0;
    }
    return length + (size_t)position;
}

static bool has_magic(const char *pattern, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (pattern[i] != 0 && strchr("^$*+?.([%-", pattern[i]) != NULL) {
            return true;
        }
    }
    return false;
}

// [-0, +1|2, 2, -]
static int find_plain(lua_State *L, const char *text, size_t length, size_t start, const char *wanted, size_t count) {
    const char *place = count == 0 ? text + start : memmem(text + start, length - start, wanted, count);
    if (place == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    lua_pushinteger(L, place - text + 1);
    lua_pushinteger(L, place - text + (lua_Integer)count);
    return 2;
}

// The first match at `*start` or behind it; `*start` is set to where it begins.
// [-0, +0, 2, e]
static const char *search(struct clua_match *match, const char **start, const char *pattern, bool anchored) {
    for (const char *at = *start; at <= match->subject_end; at++) {
        match->count = 0;
        const char *end = clua_match_at(match, at, pattern);
        if (end != NULL) {
            *start = at;
            return end;
        }
        if (anchored) {
            break;
        }
    }
    return NULL;
}

// [1 the text, 2 the pattern, 3 where to begin, 4 whether it is plain; +the results, e]
static int find_or_match(lua_State *L, bool find) {
    size_t length;
    size_t count;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &count);
    size_t offset = start_of_search(L, 3, length);
    if (offset > length) {
        luaL_pushfail(L);
        return 1;
    }
    if (find && (lua_toboolean(L, 4) || !has_magic(pattern, count))) {
        return find_plain(L, text, length, offset, pattern, count);
    }
    bool anchored = count > 0 && *pattern == '^';
    struct clua_match match;
    clua_match_prepare(&match, L, text, length, pattern, count);
    const char *start = text + offset;
    const char *end = search(&match, &start, pattern + anchored, anchored);
    if (end == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    if (!find) {
        return clua_push_captures(&match, start, end);
    }
    lua_pushinteger(L, start - text + 1);
    lua_pushinteger(L, end - text);
    return clua_push_captures(&match, NULL, NULL) + 2;
}

// [1 the text, 2 the pattern, 3 where to begin, 4 whether it is plain; +the results, e]
static int find(lua_State *L) {
    return find_or_match(L, true);
}

// [1 the text, 2 the pattern, 3 where to begin; +the captures, e]
static int match(lua_State *L) {
    return find_or_match(L, false);
}

// [up 1 the text, up 2 the pattern, up 3 where to begin, up 4 the end of the last match or -1; +the captures, e]
static int next_match(lua_State *L) {
    size_t length;
    size_t count;
    const char *text = lua_tolstring(L, lua_upvalueindex(1), &length);
    const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &count);
    lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
    struct clua_match match;
    clua_match_prepare(&match, L, text, length, pattern, count);
    const char *start = text + lua_tointeger(L, lua_upvalueindex(3));
    while (start <= match.subject_end) {
        const char *end = search(&match, &start, pattern, false);
        if (end == NULL) {
            break;
        }
        if (end - text != last) {
            lua_pushinteger(L, end - text);
            lua_pushvalue(L, -1);
            lua_replace(L, lua_upvalueindex(3));
            lua_replace(L, lua_upvalueindex(4));
            return clua_push_captures(&match, start, end);
        }
        start++;
    }
    lua_pushinteger(L, (lua_Integer)length + 1);
    lua_replace(L, lua_upvalueindex(3));
    return 0;
}

// [1 the text, 2 the pattern, 3 where to begin; +1, e]
static int gmatch(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    size_t start = start_of_search(L, 3, length);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(start > length ? length + 1 : start));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, next_match, 4);
    return 1;
}

// Replacement: index 3 holds the text, the table or the function.

// [at 3 the template, top the buffer; -0, +0, 3, e]
static void add_template(struct clua_match *match, luaL_Buffer *result, const char *start, const char *end) {
    size_t count;
    const char *template = lua_tolstring(match->L, 3, &count);
    const char *template_end = template + count;
    while (template < template_end) {
        const char *escape = memchr(template, CLUA_ESCAPE, (size_t)(template_end - template));
        if (escape == NULL) {
            break;
        }
        luaL_addlstring(result, template, (size_t)(escape - template));
        template = escape + 2;
        char kind = escape[1];
        if (kind == CLUA_ESCAPE) {
            luaL_addchar(result, kind);
        } else if (kind == '0') {
            luaL_addlstring(result, start, (size_t)(end - start));
        } else if (isdigit((unsigned char)kind)) {
            clua_push_capture(match, kind - '1', start, end);
            luaL_addvalue(result);
        } else {
            luaL_error(match->L, "invalid use of '%c' in replacement string", CLUA_ESCAPE);
        }
        clua_tick(match->L);
    }
    if (template < template_end) {
        luaL_addlstring(result, template, (size_t)(template_end - template));
    }
}

// Adds what replaces the match; true when that is something else than the match itself.
// [at 3 the replacement, top the buffer; -0, +0, *, e]
static bool add_replacement(
    struct clua_match *match, luaL_Buffer *result, const char *start, const char *end, int type
) {
    lua_State *L = match->L;
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_call(L, clua_push_captures(match, start, end), 1);
    } else if (type == LUA_TTABLE) {
        clua_push_capture(match, 0, start, end);
        lua_gettable(L, 3);
    } else {
        add_template(match, result, start, end);
        return true;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(result, start, (size_t)(end - start));
        return false;
    }
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
    luaL_addvalue(result);
    return true;
}

// [1 the text, 2 the pattern, 3 the replacement, 4 how often; +2, e]
static int gsub(lua_State *L) {
    size_t length;
    size_t count;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &count);
    int type = lua_type(L, 3);
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    luaL_argexpected(
        L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
        "string/function/table"
    );
    bool anchored = count > 0 && *pattern == '^';
    pattern += anchored;
    count -= anchored;
    struct clua_match match;
    clua_match_prepare(&match, L, text, length, pattern, count);
    luaL_Buffer result;
    luaL_buffinit(L, &result);
    const char *at = text;
    const char *last = NULL;
    bool changed = false;
    lua_Integer replaced = 0;
    while (replaced < most) {
        clua_tick(L);
        match.count = 0;
        const char *end = clua_match_at(&match, at, pattern);
        if (end != NULL && end != last) {
            replaced++;
            changed = add_replacement(&match, &result, at, end, type) || changed;
            at = last = end;
        } else if (at < match.subject_end) {
            luaL_addchar(&result, *at);
            at++;
        } else {
            break;
        }
        if (anchored) {
            break;
        }
    }
    if (!changed) {
        lua_pushvalue(L, 1);
    } else {
        luaL_addlstring(&result, at, (size_t)(match.subject_end - at));
        luaL_pushresult(&result);
    }
    lua_pushinteger(L, replaced);
    return 2;
}

// [top the library; -0, +0, 2, m]
void clua_open_patterns(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", gsub}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
