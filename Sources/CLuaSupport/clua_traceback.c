// Tracebacks of any depth. The library's own walks all calls dozens of times, which takes seconds for a million of them
// and cannot be stopped; a deep stack is therefore told by its innermost calls alone.
#include "clua_traceback.h"

#define DEEP 200
#define SHOWN 20

// [-0, +1, 1, m]
void clua_push_position(lua_State *L, int level) {
    lua_Debug frame;
    for (; lua_getstack(L, level, &frame) != 0; level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0) {
            lua_pushfstring(L, "%s:%d", frame.short_src, frame.currentline);
            return;
        }
    }
    lua_pushliteral(L, "");
}

// [top the buffer; -0, +0, 3, m]
static void add_call(lua_State *L, luaL_Buffer *text, lua_State *thread, lua_Debug *frame) {
    lua_getinfo(thread, "Sln", frame);
    if (frame->currentline > 0) {
        lua_pushfstring(L, "\n\t%s:%d: in ", frame->short_src, frame->currentline);
    } else {
        lua_pushfstring(L, "\n\t%s: in ", frame->short_src);
    }
    luaL_addvalue(text);
    if (*frame->namewhat != 0) {
        lua_pushfstring(L, "%s '%s'", frame->namewhat, frame->name);
    } else if (*frame->what == 'm') {
        lua_pushliteral(L, "main chunk");
    } else if (*frame->what == 'C') {
        lua_pushliteral(L, "?");
    } else {
        lua_pushfstring(L, "function <%s:%d>", frame->short_src, frame->linedefined);
    }
    luaL_addvalue(text);
}

// [-0, +1, 6, m]
void clua_push_traceback(lua_State *L, lua_State *thread, const char *message, int level) {
    lua_Debug frame;
    if (level < 0 || lua_getstack(thread, level + DEEP, &frame) == 0) {
        luaL_traceback(L, thread, message, level < 0 ? 0 : level);
        return;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    if (message != NULL) {
        luaL_addstring(&text, message);
        luaL_addchar(&text, '\n');
    }
    luaL_addstring(&text, "stack traceback:");
    for (int i = 0; i < SHOWN && lua_getstack(thread, level + i, &frame) != 0; i++) {
        add_call(L, &text, thread, &frame);
    }
    luaL_addstring(&text, "\n\t...\t(and more calls)");
    luaL_pushresult(&text);
}

// [1 the thread or none, then the message and the level; +1, e]
int clua_traceback(lua_State *L) {
    lua_State *thread = lua_tothread(L, 1);
    int first = thread != NULL ? 2 : 1;
    if (!lua_isstring(L, first) && !lua_isnoneornil(L, first)) {
        lua_pushvalue(L, first);
        return 1;
    }
    lua_Integer level = luaL_optinteger(L, first + 1, thread != NULL && thread != L ? 0 : 1);
    level = level < 0 ? 0 : level > 1000000 ? 1000000 : level;
    clua_push_traceback(L, thread != NULL ? thread : L, lua_tostring(L, first), (int)level);
    return 1;
}
