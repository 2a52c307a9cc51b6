// The functions of a script that catch errors, and those that compile text or steer the collector. None of them catches
// a stop, and none lets a script loop out of reach.
#include "clua_libraries.h"
#include "clua_tick.h"
#include "clua_traceback.h"

#include <string.h>

// [goes on after the call; above `below` its results, or the error on top; +those, e]
static int finish_call(lua_State *L, int status, lua_KContext below) {
    clua_tick(L);
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_pushboolean(L, 0);
        lua_pushvalue(L, -2);
        return 2;
    }
    return lua_gettop(L) - (int)below;
}

// [1 the function, from 2 its arguments; +the results, y]
static int protected_call(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    return finish_call(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_call), 0);
}

// The handler is not asked about a stop: Lua calls handlers with hooks off.
// [1 the error, up 1 the script's handler; +1, e]
static int handle(lua_State *L) {
    if (clua_host_of(L)->limit.stop != CLUA_STOP_NONE) {
        return 1;
    }
    if (lua_tocfunction(L, lua_upvalueindex(1)) == clua_traceback) {
        return clua_traceback(L); // without a line for this function
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

// [1 the function, 2 the handler, from 3 the arguments; +the results, y]
static int protected_call_with_handler(lua_State *L) {
    int count = lua_gettop(L) - 2;
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    return finish_call(L, lua_pcallk(L, count, LUA_MULTRET, 2, 2, finish_call), 2);
}

// Compiling

struct text {
    const char *next;
    size_t left;
};

#define PIECE ((size_t)64 << 10)

// [reads for the parser; -0, +0, 1, e]
static const char *read_text(lua_State *L, void *context, size_t *count) {
    clua_tick(L);
    struct text *text = context;
    *count = text->left < PIECE ? text->left : PIECE;
    const char *piece = text->next;
    text->next += *count;
    text->left -= *count;
    return piece;
}

// Compiles in pieces, so that the limits hold while the parser works. The function or the error is left on the stack.
// [-0, +1, 2, e]
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name) {
    struct text source = {text, count};
    int status = lua_load(L, read_text, &source, name, "t");
    clua_tick(L);
    return status;
}

// Files may begin with a byte order mark, and with a line for the shell that begins with `#`; its end stays, so that lines
// are counted as an editor does.
// [-0, +1, 2, e]
int clua_load_file(lua_State *L, const char *text, size_t count, const char *name) {
    if (count >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        count -= 3;
    }
    if (count > 0 && *text == '#') {
        const char *end = memchr(text, '\n', count);
        count = end == NULL ? 0 : count - (size_t)(end - text);
        text = end == NULL ? "" : end;
    }
    return clua_load_text(L, text, count, name);
}

#define READER_INDEX 1
#define PIECE_INDEX 5

// Keeps the piece at PIECE_INDEX alive while the parser reads it.
// [reads for the parser; at READER_INDEX the reader; -0, +0, *, e]
static const char *read_from_function(lua_State *L, void *context, size_t *count) {
    (void)context;
    clua_tick(L);
    luaL_checkstack(L, 2, "too many nested functions");
    lua_pushvalue(L, READER_INDEX);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        *count = 0;
        return NULL;
    }
    if (lua_type(L, -1) != LUA_TSTRING) {
        luaL_error(L, "reader function must return a string");
    }
    lua_replace(L, PIECE_INDEX);
    return lua_tolstring(L, PIECE_INDEX, count);
}

// [-1, +2, 1, -]
static int refuse(lua_State *L) {
    luaL_pushfail(L);
    lua_insert(L, -2);
    return 2;
}

// [1 the text or the reader, 2 the name, 3 the mode, 4 the environment; +1|2, e]
static int load(lua_State *L) {
    size_t count = 0;
    bool has_environment = !lua_isnone(L, 4);
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &count) : NULL;
    const char *name = luaL_optstring(L, 2, text != NULL ? text : "=(load)");
    const char *mode = luaL_optstring(L, 3, "bt");
    if (strchr(mode, 't') == NULL) {
        lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
        return refuse(L);
    }
    lua_settop(L, PIECE_INDEX);
    int status;
    if (text != NULL) {
        status = clua_load_text(L, text, count, name);
    } else {
        luaL_checktype(L, READER_INDEX, LUA_TFUNCTION);
        status = lua_load(L, read_from_function, NULL, name, "t");
        clua_tick(L);
    }
    if (status != LUA_OK) {
        return refuse(L);
    }
    if (has_environment) {
        lua_pushvalue(L, 4);
        if (lua_setupvalue(L, -2, 1) == NULL) {
            lua_pop(L, 1);
        }
    }
    return 1;
}

// The collector. What would change its pace is accepted and does nothing: the memory limit collects when it must.

// [1 what to do; +1, e]
static int collect_garbage(lua_State *L) {
    static const char *const options[] = {
        "collect", "count", "step", "isrunning", "stop", "restart", "setpause", "setstepmul",
        "generational", "incremental", NULL,
    };
    switch (luaL_checkoption(L, 1, "collect", options)) {
    case 0:
        lua_gc(L, LUA_GCCOLLECT);
        break;
    case 1:
        lua_pushnumber(L, lua_gc(L, LUA_GCCOUNT) + lua_gc(L, LUA_GCCOUNTB) / 1024.0);
        return 1;
    case 2:
        lua_pushboolean(L, lua_gc(L, LUA_GCSTEP, 0));
        return 1;
    case 3:
        lua_pushboolean(L, lua_gc(L, LUA_GCISRUNNING));
        return 1;
    case 8:
    case 9:
        lua_pushliteral(L, "incremental");
        return 1;
    default:
        break;
    }
    lua_pushinteger(L, 0);
    return 1;
}

// [at 1 the one argument; -0, +0, 1, -] Whether it is no message, but switches messages on or off.
static bool switches_warnings(lua_State *L, clua_host *host) {
    const char *message = lua_tostring(L, 1);
    if (lua_gettop(L) > 1 || *message != '@') {
        return false;
    }
    if (strcmp(message, "@on") == 0) {
        host->warns = true;
    } else if (strcmp(message, "@off") == 0) {
        host->warns = false;
    }
    return true;
}

// [from 1 the parts of the message; +0, e]
static int warn(lua_State *L) {
    clua_host *host = clua_host_of(L);
    int count = lua_gettop(L);
    luaL_checkstring(L, 1);
    for (int i = 2; i <= count; i++) {
        luaL_checkstring(L, i);
    }
    if (switches_warnings(L, host) || !host->warns) {
        return 0;
    }
    lua_pushliteral(L, "Lua warning: ");
    lua_insert(L, 1);
    lua_pushliteral(L, "\n");
    lua_concat(L, count + 2);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    clua_count_output_of(L, length);
    host->callbacks.write(host->callbacks.context, CLUA_TALK, text, length);
    return 0;
}

// [-0, +0, 2, m]
void clua_open_base(lua_State *L) {
    lua_register(L, "pcall", protected_call);
    lua_register(L, "xpcall", protected_call_with_handler);
    lua_register(L, "load", load);
    lua_register(L, "collectgarbage", collect_garbage);
    lua_register(L, "warn", warn);
}
