// Host functions without an upvalue: Lua calls a C function that knows its own number, and finds the host function in a table
// of the host. An upvalue would have to be asked for at every call. Where all numbers are taken, a function is a closure.
#include "clua_hostcall.h"

// [from 1 the arguments; +the results, y]
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

const lua_CFunction clua_slot_calls[CLUA_SLOTS] = {ALL(NAME)};
