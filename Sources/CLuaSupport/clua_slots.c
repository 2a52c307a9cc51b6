// Host functions without an upvalue: Lua calls a C function that knows its own number, and finds the host function in a table
// of the host. An upvalue would have to be asked for at every call. Where all numbers are taken, a function is a closure.
#include "clua_internal.h"

#define CALL(high, low)                                        \
    static int call_##high##low(lua_State *L) {                \
        return clua_call_in_slot(L, 0x##high##low);            \
    }
#define NAME(high, low) call_##high##low,
#define SIXTEEN(each, high)                                                                                          \
    each(high, 0) each(high, 1) each(high, 2) each(high, 3) each(high, 4) each(high, 5) each(high, 6) each(high, 7)  \
    each(high, 8) each(high, 9) each(high, a) each(high, b) each(high, c) each(high, d) each(high, e) each(high, f)
#define ALL(each)                                                                                                    \
    SIXTEEN(each, 0) SIXTEEN(each, 1) SIXTEEN(each, 2) SIXTEEN(each, 3) SIXTEEN(each, 4) SIXTEEN(each, 5)            \
    SIXTEEN(each, 6) SIXTEEN(each, 7) SIXTEEN(each, 8) SIXTEEN(each, 9) SIXTEEN(each, a) SIXTEEN(each, b)            \
    SIXTEEN(each, c) SIXTEEN(each, d) SIXTEEN(each, e) SIXTEEN(each, f)

ALL(CALL)

static const lua_CFunction calls[CLUA_SLOTS] = {ALL(NAME)};

// The number of a function of this file, -1 for any other.
static int slot_of(lua_CFunction function) {
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

void clua_push_host_function(lua_State *L, int64_t function) {
    clua_host *host = clua_host_of(L);
    int slot = 0;
    while (slot < host->slot_count && host->slots[slot] != function) {
        slot++;
    }
    if (slot == CLUA_SLOTS) {
        lua_pushlightuserdata(L, (void *)(intptr_t)function);
        lua_pushcclosure(L, clua_call_host_closure, 1);
        return;
    }
    if (slot == host->slot_count) {
        host->slots[slot] = function;
        host->slot_count++;
    }
    lua_pushcfunction(L, calls[slot]);
}

int64_t clua_host_function_at(lua_State *L, int index) {
    lua_CFunction function = lua_tocfunction(L, index);
    int slot = function == NULL ? -1 : slot_of(function);
    if (slot >= 0) {
        return clua_host_of(L)->slots[slot];
    }
    if (function != clua_call_host_closure || lua_getupvalue(L, index, 1) == NULL) {
        return 0;
    }
    int64_t found = (intptr_t)lua_touserdata(L, -1);
    lua_pop(L, 1);
    return found;
}

bool clua_is_host_function(lua_CFunction function) {
    return function == clua_call_host_closure || (function != NULL && slot_of(function) >= 0);
}
