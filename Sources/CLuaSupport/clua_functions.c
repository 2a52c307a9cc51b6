// Host functions as values: where the number of slots is used up, a function is a closure.
#include "clua_values.h"

// The slot that a function calls, -1 for any other function.
static int slot_of(const lua_CFunction *calls, lua_CFunction function) {
    // The compiler keeps them together, so that nearly all others are told apart by their place.
    uintptr_t place = (uintptr_t)function;
    uintptr_t first = (uintptr_t)calls[0];
    uintptr_t last = (uintptr_t)calls[CLUA_SLOTS - 1];
    if (place < (first < last ? first : last) || place > (first < last ? last : first)) {
        return -1;
    }
    for (int slot = 0; slot < CLUA_SLOTS; slot++) {
        if (calls[slot] == function) {
            return slot;
        }
    }
    return -1;
}

// [-0, +1, 1, m]
void clua_push_host_function(lua_State *L, int64_t function) {
    clua_host *host = clua_host_of(L);
    int slot = 0;
    while (slot < host->slot_count && host->slots[slot] != function) {
        slot++;
    }
    if (slot == CLUA_SLOTS) {
        lua_pushlightuserdata(L, (void *)(intptr_t)function);
        lua_pushcclosure(L, host->closure_call, 1);
        return;
    }
    if (slot == host->slot_count) {
        host->slots[slot] = function;
        host->slot_count++;
    }
    lua_pushcfunction(L, host->slot_calls[slot]);
}

// [-0, +0, 1, -]
int64_t clua_host_function_at(lua_State *L, int index) {
    clua_host *host = clua_host_of(L);
    lua_CFunction function = lua_tocfunction(L, index);
    int slot = function == NULL ? -1 : slot_of(host->slot_calls, function);
    if (slot >= 0) {
        return host->slots[slot];
    }
    if (function != host->closure_call || lua_getupvalue(L, index, 1) == NULL) {
        return 0;
    }
    int64_t found = (intptr_t)lua_touserdata(L, -1);
    lua_pop(L, 1);
    return found;
}
