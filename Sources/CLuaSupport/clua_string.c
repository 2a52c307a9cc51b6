// string.rep, format and pack: the functions that make much out of little.
#include "clua_libraries.h"
#include "clua_tick.h"

#include <stdint.h>
#include <string.h>

// Fills `place` with copies of its first `unit` bytes.
static void repeat(char *place, size_t unit, size_t total) {
    for (size_t filled = unit; filled < total;) {
        size_t count = filled < total - filled ? filled : total - filled;
        memcpy(place + filled, place, count);
        filled += count;
    }
}

// [1 the text, 2 how often, 3 the separator; +1, e]
static int rep(lua_State *L) {
    size_t length;
    size_t separator_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    size_t unit = length + separator_length;
    if (count <= 0 || unit == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (unit < length || (lua_Unsigned)count > (lua_Unsigned)PTRDIFF_MAX / unit) {
        return luaL_error(L, "resulting string too large");
    }
    size_t whole = unit * (size_t)count;
    clua_expect_memory(L, whole);
    luaL_Buffer buffer;
    char *place = luaL_buffinitsize(L, &buffer, whole);
    memcpy(place, text, length);
    memcpy(place + length, separator, separator_length);
    repeat(place, unit, whole);
    luaL_pushresultsize(&buffer, whole - separator_length);
    return 1;
}

static size_t sum(size_t a, size_t b) {
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

// [-0, +0, 0, -]
static size_t length_of_strings(lua_State *L) {
    size_t total = 0;
    for (int index = lua_gettop(L); index > 0; index--) {
        if (lua_type(L, index) == LUA_TSTRING) {
            total = sum(total, lua_rawlen(L, index));
        }
    }
    return total;
}

// Runs the library's own function in this frame, so that its errors name the script's line and this function.
// [from 1 the arguments, up 1 the library's own function; +the results, e]
static int call_original(lua_State *L) {
    lua_CFunction original = lua_tocfunction(L, lua_upvalueindex(1));
    int count = original(L);
    clua_tick(L);
    return count;
}

// [1 the format, from 2 the values, up 1 the library's own function; +1, e]
static int format(lua_State *L) {
    clua_expect_memory(L, length_of_strings(L));
    return call_original(L);
}

// The bytes that the fixed sizes of a pack format ask for: `c1000`.
static size_t fixed_sizes(const char *text) {
    size_t total = 0;
    while ((text = strchr(text, 'c')) != NULL) {
        size_t size = 0;
        for (text++; *text >= '0' && *text <= '9'; text++) {
            size = size > SIZE_MAX / 10 - 9 ? SIZE_MAX / 20 : size * 10 + (size_t)(*text - '0');
        }
        total = sum(total, size);
    }
    return total;
}

// [1 the format, from 2 the values, up 1 the library's own function; +1, e]
static int pack(lua_State *L) {
    clua_expect_memory(L, sum(length_of_strings(L), fixed_sizes(luaL_checkstring(L, 1))));
    return call_original(L);
}

// Case, reversal and the like work in one pass, and are the library's own.
// [top the library; -0, +0, 2, m]
void clua_open_string(lua_State *L) {
    lua_pushcfunction(L, rep);
    lua_setfield(L, -2, "rep");
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, format, 1);
    lua_setfield(L, -2, "format");
    lua_getfield(L, -1, "pack");
    lua_pushcclosure(L, pack, 1);
    lua_setfield(L, -2, "pack");
}
