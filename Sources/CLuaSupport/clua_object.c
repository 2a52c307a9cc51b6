// Swift objects as userdata: a slot number whose object Swift keeps until the slot is released.
#include "clua_values.h"

// Its address marks the metatables made here.
static const char class_key;

struct object {
    uint64_t slot;
    uint64_t class_id;
    bool alive;
};

// [1 the object; +0, -] Called by the collector.
static int collect(lua_State *L) {
    struct object *object = lua_touserdata(L, 1);
    if (object != NULL && object->alive) {
        object->alive = false;
        clua_host *host = clua_host_of(L);
        host->callbacks.release(host->callbacks.context, object->slot);
    }
    return 0;
}

// [-0, +0, 3, m]
void clua_make_class(lua_State *L, int index, uint64_t class_id) {
    lua_pushcfunction(L, collect);
    lua_setfield(L, index, "__gc");
    lua_pushinteger(L, (lua_Integer)class_id);
    lua_rawsetp(L, index, &class_key);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "keyshift.classes");
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, (lua_Integer)class_id);
    lua_pop(L, 1);
}

// [-0, +1, 3, m]
void clua_push_object(lua_State *L, uint64_t slot, uint64_t class_id) {
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "keyshift.classes");
    lua_rawgeti(L, -1, (lua_Integer)class_id);
    struct object *object = lua_newuserdatauv(L, sizeof *object, 0);
    object->slot = slot;
    object->class_id = class_id;
    object->alive = true;
    lua_insert(L, -3);
    lua_insert(L, -2);
    lua_pop(L, 1);
    lua_setmetatable(L, -2);
}

// [-0, +0, 2, -]
bool clua_object_at(lua_State *L, int index, uint64_t *slot, uint64_t *class_id) {
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) {
        return false;
    }
    bool ours = lua_rawgetp(L, -1, &class_key) == LUA_TNUMBER;
    lua_pop(L, 2);
    struct object *object = lua_touserdata(L, index);
    if (!ours || !object->alive) {
        return false;
    }
    *slot = object->slot;
    *class_id = object->class_id;
    return true;
}

// Error tables: errors with fields, that print as a sentence.

// Pushes the text in field `name` of the table at 1; false when there is none.
// [at 1 the table; -0, +1, 1, m]
static bool push_text_field(lua_State *L, const char *name) {
    lua_pushstring(L, name);
    lua_rawget(L, 1);
    return lua_type(L, -1) == LUA_TSTRING;
}

// [1 the error; +1, e]
static int describe_error(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    if (push_text_field(L, "position")) {
        lua_pushliteral(L, ": ");
    } else {
        lua_settop(L, 1);
    }
    if (!push_text_field(L, "message")) {
        lua_pop(L, 1);
        lua_pushliteral(L, "(an error without a message)");
    }
    lua_concat(L, lua_gettop(L) - 1);
    return 1;
}

// [-0, +1, 3, m]
void clua_push_error_metatable(lua_State *L) {
    if (luaL_newmetatable(L, "keyshift.error")) {
        lua_pushcfunction(L, describe_error);
        lua_setfield(L, -2, "__tostring");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
}
