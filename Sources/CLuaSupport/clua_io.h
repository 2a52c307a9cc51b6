// Files as scripts see them.
#ifndef CLUA_IO_H
#define CLUA_IO_H

#include "clua_libraries.h"

enum clua_file_kind { CLUA_STDOUT, CLUA_STDERR, CLUA_READER };

// A userdata; its user value is the text of a reader.
struct clua_file {
    enum clua_file_kind kind;
    bool is_closed;
    size_t position; // of a reader; may be behind the end
};

// The open file at `index`; raises for anything else.
struct clua_file *clua_file_at(lua_State *L, int index);

// Methods of files that read.
int clua_file_read(lua_State *L);
int clua_file_lines(lua_State *L);
// Pushes the function that gives the next values of the file at 1, in the formats that follow it.
void clua_push_lines(lua_State *L, bool closes);

#endif
