// Metatables that are shared under a name.
#include "clua_internal.h"

// A memory error half way leaves no metatable rather than an incomplete one, as luaL_newmetatable would.
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
