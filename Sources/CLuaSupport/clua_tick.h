// What loops in C that a script can make long call at each step.
#ifndef CLUA_TICK_H
#define CLUA_TICK_H

#include "clua_host.h"
#include "clua_limits.h"

#include <stdatomic.h>

// One step of a loop in C: what a hook is for the loops of a script. It may stop the script and not return.
// [-0, +0, 1, e]
static inline void clua_tick(lua_State *L) {
    if (__builtin_expect(atomic_load_explicit(&clua_host_of(L)->limit.attention, memory_order_relaxed), 0)) {
        clua_attend(L);
    }
}

#endif
