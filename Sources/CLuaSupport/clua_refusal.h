// Arguments that a function of C does not take, in the words of the host.
#ifndef CLUA_REFUSAL_H
#define CLUA_REFUSAL_H

#include "clua_host.h"

// Has the host refuse the arguments at 1 to count of a function, which it describes. Returns when the host has nothing
// against them, or no such function; what follows then is the sentence of the library.
// [at 1 the arguments; -0, +0, *, e]
void clua_refuse_arguments(lua_State *L, const char *function, int count);

#endif
