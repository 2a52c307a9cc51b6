// table.insert, remove, move and concat, with a tick at every step: they trust a __len that may be a lie.
#include "clua_libraries.h"
#include "clua_tick.h"

// [-0, +0, 1, m]
static bool has_metamethod(lua_State *L, int metatable, const char *name) {
    lua_pushstring(L, name);
    bool found = lua_rawget(L, metatable) != LUA_TNIL;
    lua_pop(L, 1);
    return found;
}

// [-0, +0, 2, e]
void clua_check_table(lua_State *L, int index, int uses) {
    if (lua_type(L, index) == LUA_TTABLE) {
        return;
    }
    if (lua_getmetatable(L, index)) {
        int metatable = lua_gettop(L);
        if ((!(uses & CLUA_READ) || has_metamethod(L, metatable, "__index"))
            && (!(uses & CLUA_WRITE) || has_metamethod(L, metatable, "__newindex"))
            && (!(uses & CLUA_LENGTH) || has_metamethod(L, metatable, "__len"))) {
            lua_settop(L, metatable - 1);
            return;
        }
        lua_settop(L, metatable - 1);
    }
    luaL_checktype(L, index, LUA_TTABLE);
}

// [-0, +0, 1, e]
static void copy(lua_State *L, int source, lua_Integer from, int target, lua_Integer to) {
    clua_tick(L);
    lua_geti(L, source, from);
    lua_seti(L, target, to);
}

// [1 the list, 2 the place or the value, 3 the value; +0, e]
static int insert(lua_State *L) {
    clua_check_table(L, 1, CLUA_READ | CLUA_WRITE | CLUA_LENGTH);
    lua_Integer end = (lua_Integer)((lua_Unsigned)luaL_len(L, 1) + 1);
    if (lua_gettop(L) == 2) {
        lua_seti(L, 1, end);
        return 0;
    }
    if (lua_gettop(L) != 3) {
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_Integer position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
    for (lua_Integer i = end; i > position; i--) {
        copy(L, 1, i - 1, 1, i);
    }
    lua_seti(L, 1, position);
    return 0;
}

// [1 the list, 2 the place; +1, e]
static int remove_element(lua_State *L) {
    clua_check_table(L, 1, CLUA_READ | CLUA_WRITE | CLUA_LENGTH);
    lua_Integer size = luaL_len(L, 1);
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (position != size) {
        luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 1, "position out of bounds");
    }
    lua_geti(L, 1, position);
    for (; position < size; position++) {
        copy(L, 1, position + 1, 1, position);
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

// [1 the list, 2 from, 3 to, 4 the new place, 5 another list; +1, e]
static int move(lua_State *L) {
    lua_Integer from = luaL_checkinteger(L, 2);
    lua_Integer end = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    clua_check_table(L, 1, CLUA_READ);
    clua_check_table(L, target, CLUA_WRITE);
    if (end >= from) {
        luaL_argcheck(L, from > 0 || end < LUA_MAXINTEGER + from, 3, "too many elements to move");
        lua_Integer count = end - from + 1;
        luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
        bool apart = to > end || to <= from || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
        for (lua_Integer i = 0; i < count; i++) {
            lua_Integer step = apart ? i : count - 1 - i;
            copy(L, 1, from + step, target, to + step);
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

// [at 1 the list, top the buffer; -0, +0, 3, e]
static void add_element(lua_State *L, luaL_Buffer *result, lua_Integer index) {
    clua_tick(L);
    lua_geti(L, 1, index);
    if (!lua_isstring(L, -1)) {
        const char *type = luaL_typename(L, -1);
        luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", type, (LUAI_UACINT)index);
    }
    luaL_addvalue(result);
}

// [1 the list, 2 the separator, 3 from, 4 to; +1, e]
static int concat(lua_State *L) {
    clua_check_table(L, 1, CLUA_READ | CLUA_LENGTH);
    lua_Integer end = luaL_len(L, 1);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer index = luaL_optinteger(L, 3, 1);
    end = luaL_optinteger(L, 4, end);
    luaL_Buffer result;
    luaL_buffinit(L, &result);
    for (; index < end; index++) {
        add_element(L, &result, index);
        luaL_addlstring(&result, separator, separator_length);
    }
    if (index == end) {
        add_element(L, &result, index);
    }
    luaL_pushresult(&result);
    return 1;
}

// The table library is on top of the stack.
// [top the library; -0, +0, 2, m]
void clua_open_table(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"insert", insert}, {"remove", remove_element}, {"move", move}, {"concat", concat}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
