// What a state keeps, and the inline ways to it: the lowest layer, which calls no other file.
//
// How these files speak of the Lua stack. A line in brackets above a function follows the manual's notation (section 4).
//
//   [-o, +p, n, x]   takes o values off the top and leaves p there (| for either), needs n free slots of its caller, those
//                    of p included (* asks for them itself), and raises: - never, m when memory is out, e for any reason,
//                    a stop by a limit included. What raises does not return: it jumps to the innermost protected call.
//   [1 this, 2 that, up 1 this; +p, x]   is called by Lua with these values at these indices and upvalues, returns p
//                    values, and has the free slots that Lua gives to a C function (LUA_MINSTACK, 20). y: may also yield.
//
// `at 1 this` is what a function expects to find in the frame that it works in, `top this` on top of it; `-all` clears the
// frame. A *_body has at 1 what was handed to clua_protected. What Swift calls (CLuaSupport.h) leaves the stack as it was,
// asks for slots itself and never raises. A function without a line in brackets touches no stack and raises nothing.
#ifndef CLUA_HOST_H
#define CLUA_HOST_H

#include "CLuaSupport.h"

#include "clua_limits.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

// The host functions that are no closures.
#define CLUA_SLOTS 256

struct clua_host {
    lua_State *main;
    lua_State *running; // the thread whose host call is in Swift, or the main thread
    clua_callbacks callbacks;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    int64_t ticket;
    bool warns;   // what the script said last with warn("@on") or warn("@off")
    bool waiting; // a host call has just yielded; a script cannot set this
    int refusal;  // why the wait that was just blocked for did not end as it should
    int64_t first_failure; // the errors that no task awaited yet are numbered from here
    int64_t last_failure;
    const lua_CFunction *slot_calls; // CLUA_SLOTS functions, each of which calls the host function in its slot
    lua_CFunction closure_call;      // the same for those in closures
    int slot_count;
    int64_t slots[CLUA_SLOTS];
    struct clua_limit_state limit;
};

// [-0, +0, 0, -]
static inline clua_host *clua_host_of(lua_State *L) {
    // The lowest bits are marks of the thread (clua_limits.c).
    return (clua_host *)(*(uintptr_t *)lua_getextraspace(L) & ~(uintptr_t)3);
}

// The pair around a callback in which Swift may come back to Lua: it does so on the thread that called. Answers what
// clua_end_callback takes.
// [-0, +0, 0, -]
static inline lua_State *clua_begin_callback(lua_State *L, clua_host *host) {
    lua_State *previous = host->running;
    host->running = L;
    return previous;
}

// [-0, +0, 0, -]
static inline void clua_end_callback(clua_host *host, lua_State *previous) {
    host->running = previous;
}

#endif
