// What a script finds in its globals: one function for each file that adds to it.
#ifndef CLUA_LIBRARIES_H
#define CLUA_LIBRARIES_H

#include "clua_host.h"

int clua_open_libraries(lua_State *L);
void clua_open_base(lua_State *L);
void clua_open_string(lua_State *L);
void clua_open_patterns(lua_State *L);
void clua_open_table(lua_State *L);
void clua_open_sort(lua_State *L);
void clua_open_coroutine(lua_State *L);
void clua_open_tasks(lua_State *L);
// Compiles text in pieces, so that the limits hold while the parser works. Answers a status of Lua's.
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name);

#endif
