// Threads that wait for the host.
#ifndef CLUA_WAITING_H
#define CLUA_WAITING_H

#include "clua_host.h"

// Suspends the thread until the host's ticket ends, or until the child goes on that waits itself; `again` then goes on. To
// be returned from a function that Lua calls.
int clua_suspend(lua_State *L, clua_host *host, lua_KFunction again);
int clua_suspend_for(lua_State *L, lua_State *child, lua_KFunction again);
// What `again` does first, unless it clears the stack: takes away what the wait was recognised by.
void clua_end_suspension(lua_State *L);
// Waits for the host's ticket where the thread cannot be suspended.
void clua_block(lua_State *L, clua_host *host);
// The ticket that a suspended thread waits for, itself or in a coroutine that it resumed; 0 when it does not.
int64_t clua_waiting_ticket(lua_State *thread);
// Closes a thread and the coroutines that wait inside it, innermost first. True leaves an error on top of L.
bool clua_close_thread(lua_State *L, lua_State *thread);

#endif
