// Rows of csv files as Lua tables. Swift opens and splits the file; each row comes back as plain values.
#include "clua_protected.h"
#include "clua_tick.h"

#include <string.h>

// Upvalues of the function that gives the next row.
enum { NEXT = 1, READER, COLUMNS, METATABLE, HAS_LINE };

// One row from the values on the stack: its line, then its fields.
// [from 1 the line and the fields; -0, +1, 3, m]
static void make_row(lua_State *L, int count) {
    bool named = !lua_isnil(L, lua_upvalueindex(COLUMNS));
    lua_createtable(L, named ? 0 : count, named ? count + 1 : 1);
    for (int i = 1; i <= count; i++) {
        if (named) {
            lua_rawgeti(L, lua_upvalueindex(COLUMNS), i);
            lua_pushvalue(L, i + 1);
            lua_rawset(L, -3);
        } else {
            lua_pushvalue(L, i + 1);
            lua_rawseti(L, -2, i);
        }
    }
    if (!lua_toboolean(L, lua_upvalueindex(HAS_LINE))) {
        lua_pushliteral(L, "line");
        lua_pushvalue(L, 1);
        lua_rawset(L, -3);
    }
    lua_pushvalue(L, lua_upvalueindex(METATABLE));
    lua_setmetatable(L, -2);
}

// [up NEXT to HAS_LINE; +1, e]
static int next_row(lua_State *L) {
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(NEXT));
    lua_pushvalue(L, lua_upvalueindex(READER));
    lua_call(L, 1, LUA_MULTRET);
    int count = lua_gettop(L);
    if (count == 0) {
        lua_pushnil(L);
        return 1;
    }
    luaL_checkstack(L, 4, "a row has too many fields");
    make_row(L, count - 1);
    return 1;
}

// [1 the row, 2 a name that it lacks, up 1 the host function that refuses, up 2 the reader; e]
static int refuse_column(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 2);
    lua_call(L, 2, 0);
    return 0;
}

// [-0, +0, 1, -]
static bool has_line_column(lua_State *L, int columns) {
    bool found = false;
    if (lua_isnil(L, columns)) {
        return false;
    }
    lua_Integer count = (lua_Integer)lua_rawlen(L, columns);
    for (lua_Integer i = 1; !found && i <= count; i++) {
        lua_rawgeti(L, columns, i);
        found = strcmp(lua_tostring(L, -1), "line") == 0;
        lua_pop(L, 1);
    }
    return found;
}

// Replaces the arguments by the reader and the function that gives the next row.
// [from 1 the arguments, up 1 open, up 2 next, up 3 refuse; -all, +2, *, e]
static void open_reader(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 2);
    lua_pushvalue(L, 1);
    lua_insert(L, 1);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 2);
    // 1: the reader, 2: next, 3: the reader, 4: the columns or nil, 5: the metatable
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, 0);
    lua_setfield(L, 5, "__metatable");
    if (!lua_isnil(L, 4)) {
        lua_pushvalue(L, lua_upvalueindex(3));
        lua_pushvalue(L, 1);
        lua_pushcclosure(L, refuse_column, 2);
        lua_setfield(L, 5, "__index");
    }
    lua_pushboolean(L, has_line_column(L, 4));
    lua_pushcclosure(L, next_row, 5);
}

// The fourth value of a for loop is closed when the loop ends, however it ends.
// [1 the file, 2 the options, up 1 open, up 2 next, up 3 refuse; +4, e]
static int rows(lua_State *L) {
    open_reader(L);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushvalue(L, 1);
    return 4;
}

// [1 the file, 2 the options, up 1 open, up 2 next, up 3 refuse; +1, e]
static int read(lua_State *L) {
    open_reader(L);
    lua_newtable(L);
    for (lua_Integer i = 1;; i++) {
        clua_tick(L);
        lua_pushvalue(L, 2);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            return 1;
        }
        lua_rawseti(L, 3, i);
    }
}

// [1 nothing; +0, e]
static int functions_body(lua_State *L) {
    // The buffer: open for rows, open for read, open for ask, next, refuse. At 6 are then the functions.
    static const char *const names[] = {"rows", "read", "ask"};
    static const lua_CFunction functions[] = {rows, read, read};
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    lua_settop(L, 5);
    lua_createtable(L, 0, 3);
    for (int i = 0; i < 3; i++) {
        lua_pushvalue(L, i + 1);
        lua_pushvalue(L, 4);
        lua_pushvalue(L, 5);
        lua_pushcclosure(L, functions[i], 3);
        lua_setfield(L, 6, names[i]);
    }
    host->count = 0;
    clua_encode(L, host, 6);
    return 0;
}

int clua_csv_functions(clua_host *host) {
    return clua_protected(host, host->running, functions_body, NULL);
}
