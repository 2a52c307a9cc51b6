// table.sort as a merge sort: stable, safe with any order function, and within the limits at every comparison. The
// table changes only when all comparisons have ended.
#include "clua_libraries.h"
#include "clua_tick.h"

#include <limits.h>

#define TABLE 1
#define ORDER 2
#define FIRST 3
#define SECOND 4

// [at ORDER the function or nil; -0, +0, 3, e]
static bool comes_before(lua_State *L, int a, int b) {
    clua_tick(L);
    if (lua_isnil(L, ORDER)) {
        return lua_compare(L, a, b, LUA_OPLT);
    }
    lua_pushvalue(L, ORDER);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

// Merges [low, middle) and [middle, high) of `source` into `target`. The heads of both runs stay on the stack.
// [-0, +0, 5, e]
static void merge(lua_State *L, int source, int target, lua_Integer low, lua_Integer middle, lua_Integer high) {
    lua_Integer left = low;
    lua_Integer right = middle;
    lua_rawgeti(L, source, left);
    lua_rawgeti(L, source, right);
    int head = lua_gettop(L) - 1;
    for (lua_Integer place = low; place < high; place++) {
        bool take_right = left >= middle || (right < high && comes_before(L, head + 1, head));
        int taken = take_right ? head + 1 : head;
        lua_pushvalue(L, taken);
        lua_rawseti(L, target, place);
        lua_rawgeti(L, source, take_right ? ++right : ++left);
        lua_replace(L, taken);
    }
    lua_pop(L, 2);
}

// [-0, +0, 5, e]
static bool is_in_order(lua_State *L, int source, lua_Integer middle) {
    lua_rawgeti(L, source, middle - 1);
    lua_rawgeti(L, source, middle);
    int top = lua_gettop(L);
    bool swapped = comes_before(L, top, top - 1);
    lua_pop(L, 2);
    return !swapped;
}

// [-0, +0, 1, m]
static void copy_run(lua_State *L, int source, int target, lua_Integer low, lua_Integer high) {
    for (lua_Integer i = low; i < high; i++) {
        lua_rawgeti(L, source, i);
        lua_rawseti(L, target, i);
    }
}

// [at FIRST and SECOND the tables to sort in; -0, +0, 5, e]
static int sort_runs(lua_State *L, lua_Integer count) {
    int source = FIRST;
    int target = SECOND;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            clua_tick(L);
            lua_Integer middle = low + width <= count ? low + width : count + 1;
            lua_Integer high = middle + width <= count ? middle + width : count + 1;
            if (middle == high || is_in_order(L, source, middle)) {
                copy_run(L, source, target, low, high);
            } else {
                merge(L, source, target, low, middle, high);
            }
        }
        int last = source;
        source = target;
        target = last;
    }
    return source;
}

// [1 the list, 2 the order or nil; +0, e]
static int sort(lua_State *L) {
    clua_check_table(L, TABLE, CLUA_READ | CLUA_WRITE | CLUA_LENGTH);
    lua_Integer count = luaL_len(L, TABLE);
    if (count < 2) {
        return 0;
    }
    luaL_argcheck(L, count < INT_MAX, 1, "array too big");
    if (!lua_isnoneornil(L, ORDER)) {
        luaL_checktype(L, ORDER, LUA_TFUNCTION);
    }
    lua_settop(L, ORDER);
    lua_newtable(L);
    lua_newtable(L);
    for (lua_Integer i = 1; i <= count; i++) {
        clua_tick(L);
        lua_geti(L, TABLE, i);
        lua_rawseti(L, FIRST, i);
    }
    int sorted = sort_runs(L, count);
    for (lua_Integer i = 1; i <= count; i++) {
        clua_tick(L);
        lua_rawgeti(L, sorted, i);
        lua_seti(L, TABLE, i);
    }
    return 0;
}

// The table library is on top of the stack.
// [top the library; -0, +0, 2, m]
void clua_open_sort(lua_State *L) {
    lua_pushcfunction(L, sort);
    lua_setfield(L, -2, "sort");
}
