// What the C files of this target share.
#ifndef CLUA_INTERNAL_H
#define CLUA_INTERNAL_H

#include "CLuaSupport.h"

#include "clua_limits.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

struct clua_host {
    lua_State *main;
    lua_State *running; // the thread whose host call is in Swift, or the main thread
    clua_callbacks callbacks;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    int64_t ticket;
    bool waiting; // a host call has just yielded; a script cannot set this
    struct clua_limit_state limit;
};

clua_host *clua_host_of(lua_State *L);

// Values: encode the stack value at `index`, or all values from `first` up; push the values in the buffer.
void clua_encode(lua_State *L, clua_host *host, int index);
void clua_encode_from(lua_State *L, clua_host *host, int first);
int clua_push_buffer(lua_State *L, clua_host *host);
void clua_append(lua_State *L, clua_host *host, const void *bytes, size_t count);

// A host function: a closure over its id.
void clua_push_host_function(lua_State *L, int64_t function);
void clua_push_object(lua_State *L, uint64_t slot, uint64_t class_id);
bool clua_object_at(lua_State *L, int index, uint64_t *slot, uint64_t *class_id);
void clua_push_error_metatable(lua_State *L);

// Runs `body` below a protected call; its results and its error go to the buffer.
int clua_protected(clua_host *host, lua_State *L, lua_CFunction body, void *argument);
void clua_report_failure(clua_host *host, lua_State *L, lua_State *thread);

// One step of a loop in C: what a hook is for the loops of a script. It may stop the script and not return.
static inline void clua_tick(lua_State *L) {
    if (__builtin_expect(atomic_load_explicit(&clua_host_of(L)->limit.attention, memory_order_relaxed), 0)) {
        clua_attend(L);
    }
}

// Runs `child` on behalf of L, as lua_resume does, or closes its variables; the signal handler knows that it runs.
int clua_resume_thread(lua_State *child, lua_State *L, int arguments, int *results);
int clua_reset_thread(lua_State *L, lua_State *child);

// Pushes the text at `index` as an operator can read it: at most 2 KB, control bytes escaped, valid UTF-8.
void clua_push_readable(lua_State *L, int index);

int clua_open_libraries(lua_State *L);
void clua_open_coroutine(lua_State *L);
// As luaL_traceback and debug.traceback, at a bounded cost.
void clua_push_traceback(lua_State *L, lua_State *thread, const char *message, int level);
int clua_traceback(lua_State *L);
void clua_open_closing(lua_State *L);
void clua_open_protected(lua_State *L);
void clua_open_string(lua_State *L);
void clua_open_patterns(lua_State *L);
void clua_open_table(lua_State *L);
void clua_open_sort(lua_State *L);
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name);
extern const char clua_host_key;

#endif
