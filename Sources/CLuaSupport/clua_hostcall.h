// What Lua calls for a host function.
#ifndef CLUA_HOSTCALL_H
#define CLUA_HOSTCALL_H

#include "clua_host.h"

// The functions of all slots, by their numbers.
extern const lua_CFunction clua_slot_calls[CLUA_SLOTS];
int clua_call_in_slot(lua_State *L, int slot);
// A closure over the id.
int clua_call_host_closure(lua_State *L);

#endif
