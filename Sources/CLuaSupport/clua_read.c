// Reading from a file whose text is in memory: lines, numbers, counts of bytes, and all that is left.
#include "clua_io.h"
#include "clua_tick.h"

#include <ctype.h>
#include <string.h>

// [-0, +0, 3, e]
struct clua_file *clua_file_at(lua_State *L, int index) {
    struct clua_file *file = luaL_checkudata(L, index, LUA_FILEHANDLE);
    if (file->is_closed) {
        luaL_error(L, "attempt to use a closed file");
    }
    return file;
}

// What is left to read of a text.
struct rest {
    const char *text;
    size_t count;
};

// The text stays where it is: the file keeps it until it is closed.
// [-0, +0, 1, -]
static struct rest rest_of(lua_State *L, int index, const struct clua_file *file) {
    struct rest rest = {"", 0};
    lua_getiuservalue(L, index, 1);
    if (lua_type(L, -1) == LUA_TSTRING) {
        size_t length;
        const char *text = lua_tolstring(L, -1, &length);
        if (file->position < length) {
            rest = (struct rest){text + file->position, length - file->position};
        }
    }
    lua_pop(L, 1);
    return rest;
}

// [-0, +1, 1, m] Nil, and false, at the end.
static bool read_line(lua_State *L, struct clua_file *file, struct rest rest, bool keeps_end) {
    if (rest.count == 0) {
        lua_pushnil(L);
        return false;
    }
    const char *end = memchr(rest.text, '\n', rest.count);
    size_t length = end == NULL ? rest.count : (size_t)(end - rest.text);
    size_t whole = end == NULL ? length : length + 1;
    lua_pushlstring(L, rest.text, keeps_end ? whole : length);
    file->position += whole;
    return true;
}

// [-0, +1, 1, m]
static bool read_count(lua_State *L, struct clua_file *file, struct rest rest, lua_Integer count) {
    size_t length = count < 0 || (size_t)count > rest.count ? rest.count : (size_t)count;
    if (rest.count == 0) {
        lua_pushnil(L);
        return false;
    }
    lua_pushlstring(L, rest.text, length);
    file->position += length;
    return true;
}

// Numerals are as long as in Lua's own library.
#define LONGEST_NUMERAL 200

struct numeral {
    struct rest rest;
    size_t at;
    size_t count;
    char text[LONGEST_NUMERAL + 1];
};

// Takes the next character when it is one of `set`; a numeral that is too long is none.
static bool take_one_of(struct numeral *numeral, const char *set) {
    if (numeral->at >= numeral->rest.count || strchr(set, numeral->rest.text[numeral->at]) == NULL
        || numeral->rest.text[numeral->at] == 0) {
        return false;
    }
    if (numeral->count >= LONGEST_NUMERAL) {
        numeral->text[0] = 0;
        return false;
    }
    numeral->text[numeral->count++] = numeral->rest.text[numeral->at++];
    return true;
}

static int take_digits(struct numeral *numeral, bool is_hexadecimal) {
    int count = 0;
    while (take_one_of(numeral, is_hexadecimal ? "0123456789abcdefABCDEF" : "0123456789")) {
        count++;
    }
    return count;
}

// [-0, +1, 1, m]
static bool read_number(lua_State *L, struct clua_file *file, struct rest rest) {
    struct numeral numeral = {.rest = rest};
    while (numeral.at < rest.count && isspace((unsigned char)rest.text[numeral.at])) {
        numeral.at++;
    }
    bool is_hexadecimal = false;
    int count = 0;
    take_one_of(&numeral, "+-");
    if (take_one_of(&numeral, "0")) {
        is_hexadecimal = take_one_of(&numeral, "xX");
        count = is_hexadecimal ? 0 : 1;
    }
    count += take_digits(&numeral, is_hexadecimal);
    if (take_one_of(&numeral, ".")) {
        count += take_digits(&numeral, is_hexadecimal);
    }
    if (count > 0 && take_one_of(&numeral, is_hexadecimal ? "pP" : "eE")) {
        take_one_of(&numeral, "+-");
        take_digits(&numeral, false);
    }
    file->position += numeral.at;
    numeral.text[numeral.count] = 0;
    if (lua_stringtonumber(L, numeral.text) != 0) {
        return true;
    }
    lua_pushnil(L);
    return false;
}

// [-0, +1, 2, e]
static bool read_format(lua_State *L, struct clua_file *file, int handle, int index) {
    struct rest rest = rest_of(L, handle, file);
    if (lua_type(L, index) == LUA_TNUMBER) {
        return read_count(L, file, rest, luaL_checkinteger(L, index));
    }
    const char *format = luaL_checkstring(L, index);
    format += *format == '*' ? 1 : 0;
    switch (*format) {
    case 'n':
        return read_number(L, file, rest);
    case 'l':
        return read_line(L, file, rest, false);
    case 'L':
        return read_line(L, file, rest, true);
    case 'a':
        lua_pushlstring(L, rest.text, rest.count);
        file->position += rest.count;
        return true;
    default:
        return luaL_argerror(L, index, "invalid format");
    }
}

// Reads in the formats from `first` to `last`, a line where there are none; stops at the first that finds nothing.
// [-0, +the values, *, e]
static int read_formats(lua_State *L, struct clua_file *file, int handle, int first, int last) {
    if (file->kind != CLUA_READER) {
        luaL_pushfail(L);
        lua_pushliteral(L, "Bad file descriptor");
        lua_pushinteger(L, 9);
        return 3;
    }
    if (last < first) {
        read_line(L, file, rest_of(L, handle, file), false);
        return 1;
    }
    luaL_checkstack(L, last - first + LUA_MINSTACK, "too many arguments");
    int count = 0;
    bool found = true;
    for (int index = first; found && index <= last; index++) {
        clua_tick(L);
        found = read_format(L, file, handle, index);
        count++;
    }
    return count;
}

// [1 the file, from 2 the formats; +the values, e]
int clua_file_read(lua_State *L) {
    return read_formats(L, clua_file_at(L, 1), 1, 2, lua_gettop(L));
}

// Lines

// Upvalues: the file, whether it is closed at its end, and how many formats follow.
enum { FILE_HANDLE = 1, CLOSES, COUNT };

// [up FILE_HANDLE to COUNT, and the formats; +the values, e]
static int next_values(lua_State *L) {
    struct clua_file *file = lua_touserdata(L, lua_upvalueindex(FILE_HANDLE));
    int count = (int)lua_tointeger(L, lua_upvalueindex(COUNT));
    if (file->is_closed) {
        return luaL_error(L, "file is already closed");
    }
    lua_settop(L, 0);
    luaL_checkstack(L, count + LUA_MINSTACK, "too many arguments");
    lua_pushvalue(L, lua_upvalueindex(FILE_HANDLE));
    for (int i = 1; i <= count; i++) {
        lua_pushvalue(L, lua_upvalueindex(COUNT + i));
    }
    int found = read_formats(L, file, 1, 2, count + 1);
    if (!lua_toboolean(L, -found) && lua_toboolean(L, lua_upvalueindex(CLOSES))) {
        file->is_closed = true;
        lua_pushnil(L);
        lua_setiuservalue(L, 1, 1);
        lua_pushnil(L);
        return 1;
    }
    return found;
}

// Upvalues of a C function are at most 255.
#define MOST_FORMATS 250

// [at 1 the file, from 2 the formats; -all but 1, +1, *, e]
void clua_push_lines(lua_State *L, bool closes) {
    int count = lua_gettop(L) - 1;
    luaL_argcheck(L, count <= MOST_FORMATS, MOST_FORMATS + 2, "too many arguments");
    lua_pushvalue(L, 1);
    lua_insert(L, 2);
    lua_pushboolean(L, closes);
    lua_insert(L, 3);
    lua_pushinteger(L, count);
    lua_insert(L, 4);
    lua_pushcclosure(L, next_values, COUNT + count);
}

// [1 the file, from 2 the formats; +1, e]
int clua_file_lines(lua_State *L) {
    clua_file_at(L, 1);
    clua_push_lines(L, false);
    return 1;
}
