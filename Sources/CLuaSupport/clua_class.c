// Classes of Swift objects: how their userdata look to a script.
#include "clua_protected.h"

// [goes on after the call; above `first` its results; +those, -]
static int return_all(lua_State *L, int status, lua_KContext first) {
    (void)status;
    return lua_gettop(L) - (int)first;
}

// [1 the object, 2 the key, up 1 the methods, up 2 the getter or nil; +1, y]
static int index_object(lua_State *L) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL || lua_isnil(L, lua_upvalueindex(2))) {
        return 1;
    }
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 1);
    lua_callk(L, 2, 1, 0, return_all);
    return return_all(L, LUA_OK, 0);
}

// [goes on after the call; 1 the object, 2 the key, 3 the member that was made for it; +1, e]
static int keep_member(lua_State *L, int status, lua_KContext unused) {
    (void)status;
    (void)unused;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_rawset(L, lua_upvalueindex(1));
    return 1;
}

// As index_object, and keeps what the getter gives: it is asked for each member once.
// [1 the object, 2 the key, up 1 the methods, up 2 the getter; +1, y]
static int index_lazily(lua_State *L) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
        return 1;
    }
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_callk(L, 2, 1, 0, keep_member);
    return keep_member(L, LUA_OK, 0);
}

// [1 the object, 2 the key; e]
static int refuse_assignment(lua_State *L) {
    luaL_getmetafield(L, 1, "__name");
    return luaL_error(
        L, "%s cannot be assigned to (field %s)", lua_tostring(L, -1), luaL_tolstring(L, 2, NULL)
    );
}

// [1 the id of the class; +0, e]
static int define_body(lua_State *L) {
    // Buffer: the name, the methods, the metamethods, the getter, whether what it gives is kept.
    clua_host *host = clua_host_of(L);
    uint64_t class_id = *(uint64_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    host->count = 0;
    lua_settop(L, 5);
    lua_pushvalue(L, 1);
    lua_setfield(L, 3, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, 3, "__metatable");
    lua_pushcfunction(L, refuse_assignment);
    lua_setfield(L, 3, "__newindex");
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 4);
    lua_pushcclosure(L, lua_toboolean(L, 5) ? index_lazily : index_object, 2);
    lua_setfield(L, 3, "__index");
    clua_make_class(L, 3, class_id);
    return 0;
}

int clua_define_class(clua_host *host, uint64_t class_id) {
    return clua_protected(host, host->running, define_body, &class_id);
}
