// coroutine.close and coroutine.status.
#include "clua_internal.h"

static lua_State *coroutine_at(lua_State *L) {
    lua_State *thread = lua_tothread(L, 1);
    luaL_argexpected(L, thread, 1, "coroutine");
    return thread;
}

static const char *status_of(lua_State *L, lua_State *thread) {
    lua_Debug frame;
    if (thread == L) {
        return "running";
    }
    if (clua_thread_is_abandoned(thread)) {
        return "dead";
    }
    switch (lua_status(thread)) {
    case LUA_YIELD:
        return "suspended";
    case LUA_OK:
        if (lua_getstack(thread, 0, &frame) != 0) {
            return "normal";
        }
        return lua_gettop(thread) == 0 ? "dead" : "suspended";
    default:
        return "dead";
    }
}

static int status(lua_State *L) {
    lua_pushstring(L, status_of(L, coroutine_at(L)));
    return 1;
}

static int close_coroutine(lua_State *L) {
    lua_State *thread = coroutine_at(L);
    const char *state = status_of(L, thread);
    if (*state != 's' && *state != 'd') {
        return luaL_error(L, "cannot close a %s coroutine", state);
    }
    if (clua_thread_is_abandoned(thread) || clua_reset_thread(L, thread) == LUA_OK) {
        lua_pushboolean(L, 1);
        return 1;
    }
    lua_pushboolean(L, 0);
    lua_xmove(thread, L, 1);
    return 2;
}

// The coroutine library is on top of the stack.
void clua_open_closing(lua_State *L) {
    static const luaL_Reg functions[] = {{"close", close_coroutine}, {"status", status}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
