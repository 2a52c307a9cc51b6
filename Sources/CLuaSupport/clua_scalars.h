// The short way for host calls whose arguments and result are a few scalars: what a script calls most.
#ifndef CLUA_SCALARS_H
#define CLUA_SCALARS_H

#include "clua_host.h"

#include <string.h>

// What is inlined into the one function that scripts call most, and what is not.
#define CLUA_INLINE __attribute__((always_inline)) static inline
#define CLUA_APART __attribute__((noinline)) static

// The tag of a value that is no integer, whose bits go to `word`; CLUA_OTHER for what is not nil, a boolean or a number.
// [-0, +0, 0, -]
CLUA_APART int clua_read_no_integer(lua_State *L, int index, int64_t *word) {
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: {
        double number = lua_tonumber(L, index);
        memcpy(word, &number, sizeof number);
        return CLUA_NUMBER;
    }
    case LUA_TBOOLEAN:
        return lua_toboolean(L, index) ? CLUA_TRUE : CLUA_FALSE;
    case LUA_TNIL:
        return CLUA_NIL;
    default:
        return CLUA_OTHER;
    }
}

// [-0, +0, 0, -]
CLUA_INLINE int clua_read_scalar(lua_State *L, int index, int64_t *word) {
    if (lua_isinteger(L, index)) {
        *word = lua_tointeger(L, index);
        return CLUA_INTEGER;
    }
    return clua_read_no_integer(L, index, word);
}

// Reads all arguments when they are a few scalars; false leaves nothing to use.
// [from 1 the arguments; -0, +0, 0, -]
CLUA_INLINE bool clua_read_scalars(lua_State *L, clua_scalars *scalars) {
    int count = lua_gettop(L);
    int first = count > 0 ? clua_read_scalar(L, 1, &scalars->words[0]) : CLUA_NIL;
    int second = count > 1 ? clua_read_scalar(L, 2, &scalars->words[1]) : CLUA_NIL;
    scalars->shape = count | first << 8 | second << 16;
    return count <= CLUA_SCALARS && first != CLUA_OTHER && second != CLUA_OTHER;
}

// [-0, +1, 1, -]
static inline void clua_push_number(lua_State *L, int64_t word) {
    double number;
    memcpy(&number, &word, sizeof number);
    lua_pushnumber(L, number);
}

#endif
