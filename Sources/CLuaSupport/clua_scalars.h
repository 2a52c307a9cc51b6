// The short way for host calls whose arguments and result are a few scalars: what a script calls most.
#ifndef CLUA_SCALARS_H
#define CLUA_SCALARS_H

#include "clua_internal.h"

#include <string.h>

// Reads the value at `index`; false when it is not nil, a boolean or a number.
static inline bool clua_read_scalar(lua_State *L, int index, clua_scalars *scalars) {
    uint8_t *tag = &scalars->tags[index - 1];
    int64_t *word = &scalars->words[index - 1];
    if (lua_isinteger(L, index)) {
        *tag = CLUA_INTEGER;
        *word = lua_tointeger(L, index);
        return true;
    }
    *word = 0;
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: {
        double number = lua_tonumber(L, index);
        *tag = CLUA_NUMBER;
        memcpy(word, &number, sizeof number);
        return true;
    }
    case LUA_TBOOLEAN:
        *tag = lua_toboolean(L, index) ? CLUA_TRUE : CLUA_FALSE;
        return true;
    case LUA_TNIL:
        *tag = CLUA_NIL;
        return true;
    default:
        return false;
    }
}

// Reads all arguments when they are at most three scalars; false leaves nothing to use.
static inline bool clua_read_scalars(lua_State *L, clua_scalars *scalars) {
    int count = lua_gettop(L);
    if (count > CLUA_SCALARS) {
        return false;
    }
    scalars->count = count;
    for (int index = 1; index <= count; index++) {
        if (!clua_read_scalar(L, index, scalars)) {
            return false;
        }
    }
    return true;
}

static inline void clua_push_number(lua_State *L, const clua_scalars *scalars) {
    double number;
    memcpy(&number, &scalars->words[0], sizeof number);
    lua_pushnumber(L, number);
}

#endif
