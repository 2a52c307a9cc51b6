// Swift objects as userdata: a slot number whose object Swift keeps until the slot is released.
#include "clua_internal.h"

// Its address marks the metatables made here.
static const char class_key;

struct object {
    uint64_t slot;
    uint64_t class_id;
    bool alive;
};

static int collect(lua_State *L) {
    struct object *object = lua_touserdata(L, 1);
    if (object != NULL && object->alive) {
        object->alive = false;
        clua_host *host = clua_host_of(L);
        host->callbacks.release(host->callbacks.context, object->slot);
    }
    return 0;
}

static int return_all(lua_State *L, int status, lua_KContext first) {
    (void)status;
    return lua_gettop(L) - (int)first;
}

// 1: the object, 2: the key. Upvalue 1: the methods, 2: the getter or nil.
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

// 1: the object, 2: the key, 3: the member that was made for the key.
static int keep_member(lua_State *L, int status, lua_KContext unused) {
    (void)status;
    (void)unused;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_rawset(L, lua_upvalueindex(1));
    return 1;
}

// As index_object, and keeps what the getter gives: it is asked for each member once.
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

static int refuse_assignment(lua_State *L) {
    luaL_getmetafield(L, 1, "__name");
    return luaL_error(
        L, "%s cannot be assigned to (field %s)", lua_tostring(L, -1), luaL_tolstring(L, 2, NULL)
    );
}

static int define_body(lua_State *L) {
    // Buffer: the name, the methods, the metamethods, the getter, whether what it gives is kept.
    clua_host *host = clua_host_of(L);
    lua_Integer class_id = (lua_Integer) * (uint64_t *)lua_touserdata(L, 1);
    lua_settop(L, 0);
    clua_push_buffer(L, host);
    host->count = 0;
    lua_settop(L, 5);
    lua_pushvalue(L, 1);
    lua_setfield(L, 3, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, 3, "__metatable");
    lua_pushcfunction(L, collect);
    lua_setfield(L, 3, "__gc");
    lua_pushcfunction(L, refuse_assignment);
    lua_setfield(L, 3, "__newindex");
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 4);
    lua_pushcclosure(L, lua_toboolean(L, 5) ? index_lazily : index_object, 2);
    lua_setfield(L, 3, "__index");
    lua_pushinteger(L, class_id);
    lua_rawsetp(L, 3, &class_key);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, "keyshift.classes");
    lua_pushvalue(L, 3);
    lua_rawseti(L, -2, class_id);
    return 0;
}

int clua_define_class(clua_host *host, uint64_t class_id) {
    return clua_protected(host, host->running, define_body, &class_id);
}

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
static bool push_text_field(lua_State *L, const char *name) {
    lua_pushstring(L, name);
    lua_rawget(L, 1);
    return lua_type(L, -1) == LUA_TSTRING;
}

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

void clua_push_error_metatable(lua_State *L) {
    if (luaL_newmetatable(L, "keyshift.error")) {
        lua_pushcfunction(L, describe_error);
        lua_setfield(L, -2, "__tostring");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
}
