// Calls below a protected call, and what is told of their failures.
#ifndef CLUA_PROTECTED_H
#define CLUA_PROTECTED_H

#include "clua_values.h"

// Runs `body` below a protected call; its results and its error go to the buffer. Answers CLUA_DONE or CLUA_FAILED.
int clua_protected(clua_host *host, lua_State *L, lua_CFunction body, void *argument);

// Writes the error value on top of L into the buffer, with its text and the traceback of `thread`, NULL for none.
void clua_report_failure(clua_host *host, lua_State *L, lua_State *thread);
// As clua_report_failure, with the error value and the text of its traceback on top of L.
void clua_report_stored_failure(clua_host *host, lua_State *L);
// Pushes the text at `index` as an operator can read it: at most 2 KB, control bytes escaped, valid UTF-8.
void clua_push_readable(lua_State *L, int index);

#endif
