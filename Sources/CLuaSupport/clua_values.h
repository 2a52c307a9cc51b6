// Values as flat bytes, both ways, and what such a value can be beside the plain ones.
#ifndef CLUA_VALUES_H
#define CLUA_VALUES_H

#include "clua_host.h"

// Appends to the buffer; raises past a quarter of the memory limit.
void clua_append(lua_State *L, clua_host *host, const void *bytes, size_t count);

// Append the parts of values: a tag, a tag with a count, a tag with a text.
void clua_append_tag(lua_State *L, clua_host *host, enum clua_tag tag);
void clua_append_count(lua_State *L, clua_host *host, enum clua_tag tag, uint64_t count);
void clua_append_text(lua_State *L, clua_host *host, enum clua_tag tag, const char *text, size_t count);
// The number of elements of a table that is a sequence and nothing else, else -1.
int64_t clua_sequence_count(lua_State *L, int index);

// Encode the stack value at `index`, or all values from `first` up; push the values in the buffer and answer how many.
void clua_encode(lua_State *L, clua_host *host, int index);
void clua_encode_from(lua_State *L, clua_host *host, int first);
int clua_push_buffer(lua_State *L, clua_host *host);

// A host function, by its id: a C function for each, or a closure over the id.
void clua_push_host_function(lua_State *L, int64_t function);
// The id of the host function at `index`, 0 where something else is.
int64_t clua_host_function_at(lua_State *L, int index);

// A Swift object. The metatable at `index` becomes that of a class.
void clua_make_class(lua_State *L, int index, uint64_t class_id);
void clua_push_object(lua_State *L, uint64_t slot, uint64_t class_id);
bool clua_object_at(lua_State *L, int index, uint64_t *slot, uint64_t *class_id);
void clua_push_error_metatable(lua_State *L);

// Pushes the shared metatable `name` with these functions; getmetatable answers the name.
void clua_push_metatable(lua_State *L, const char *name, const luaL_Reg *functions);
// The marks of tables that are arrays, or objects, even when they are empty: metatables of their own.
void clua_push_array_mark(lua_State *L);
void clua_push_object_mark(lua_State *L);
// 'a', 'o', or 0 for a table without a mark.
char clua_mark_of(lua_State *L, int index);

#endif
