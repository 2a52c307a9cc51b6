// Where a script stands.
#ifndef CLUA_TRACEBACK_H
#define CLUA_TRACEBACK_H

#include "clua_host.h"

// Pushes the line of the script that is running, such as `late.lua:6`, or an empty string.
void clua_push_position(lua_State *L, int level);
// As luaL_traceback and debug.traceback, at a bounded cost.
void clua_push_traceback(lua_State *L, lua_State *thread, const char *message, int level);
int clua_traceback(lua_State *L);

#endif
