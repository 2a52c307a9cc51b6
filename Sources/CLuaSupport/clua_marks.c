// Metatables that are shared under a name, and those that only mark a table.
#include "clua_values.h"

// A memory error half way leaves no metatable rather than an incomplete one, as luaL_newmetatable would.
// [-0, +1, 3, m]
void clua_push_metatable(lua_State *L, const char *name, const luaL_Reg *functions) {
    if (luaL_getmetatable(L, name) == LUA_TTABLE) {
        return;
    }
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
    luaL_setfuncs(L, functions, 0);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, name);
}

#define ARRAY_MARK "json.array"
#define OBJECT_MARK "json.object"

// [-0, +1, 3, m]
static void push_mark(lua_State *L, const char *name) {
    static const luaL_Reg none[] = {{NULL, NULL}};
    clua_push_metatable(L, name, none);
}

// [-0, +1, 3, m]
void clua_push_array_mark(lua_State *L) {
    push_mark(L, ARRAY_MARK);
}

// [-0, +1, 3, m]
void clua_push_object_mark(lua_State *L) {
    push_mark(L, OBJECT_MARK);
}

// [-0, +0, 3, m]
char clua_mark_of(lua_State *L, int index) {
    char mark = 0;
    if (!lua_getmetatable(L, index)) {
        return 0;
    }
    luaL_getmetatable(L, ARRAY_MARK);
    luaL_getmetatable(L, OBJECT_MARK);
    if (lua_rawequal(L, -3, -2)) {
        mark = 'a';
    } else if (lua_rawequal(L, -3, -1)) {
        mark = 'o';
    }
    lua_pop(L, 3);
    return mark;
}
