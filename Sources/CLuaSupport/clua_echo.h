// Values for a person to look at.
#ifndef CLUA_ECHO_H
#define CLUA_ECHO_H

#include "clua_host.h"

// Appends the value at `index` to the buffer, as far as somebody wants to see it.
void clua_echo(lua_State *L, clua_host *host, int index);

#endif
