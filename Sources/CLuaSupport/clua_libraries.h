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
void clua_open_io(lua_State *L);
void clua_open_debug(lua_State *L);
void clua_open_os(lua_State *L);
// Refuses what is no table, and does not behave as one in the ways that are asked for.
enum clua_uses { CLUA_READ = 1, CLUA_WRITE = 2, CLUA_LENGTH = 4 };
void clua_check_table(lua_State *L, int index, int uses);
// Makes a library a global, and what `require` and messages know by its name.
void clua_set_library(lua_State *L, const char *name);
// Compiles text in pieces, so that the limits hold while the parser works. Answers a status of Lua's.
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name);
// The same for what a file holds: behind a byte order mark, and a first line that begins with `#`.
int clua_load_file(lua_State *L, const char *text, size_t count, const char *name);

#endif
