// The C side of the Lua target. Everything here that can raise a Lua error does so below a protected call of its own,
// so that no longjmp ever crosses a Swift frame.
#ifndef CLUA_SUPPORT_H
#define CLUA_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Values cross the boundary as one flat byte sequence, in the byte order of the machine.
enum clua_tag {
    CLUA_NIL = 0,
    CLUA_FALSE = 1,
    CLUA_TRUE = 2,
    CLUA_INTEGER = 3,      // int64
    CLUA_NUMBER = 4,       // double
    CLUA_STRING = 5,       // uint64 count, bytes
    CLUA_ARRAY = 6,        // uint64 count, values
    CLUA_TABLE = 7,        // key, value, ..., CLUA_END
    CLUA_END = 8,
    CLUA_OBJECT = 9,       // uint64 slot, uint64 class
    CLUA_FUNCTION = 10,    // int64: to Swift a registry reference, from Swift a host function id
    CLUA_NULL = 11,        // json.null
    CLUA_OTHER = 12,       // uint64 count, type name
    CLUA_ERROR_TABLE = 13, // key, value, ..., CLUA_END; gets the metatable of error tables
    CLUA_REFERENCE = 14,   // int64: a registry reference, only from Swift
};

// What a host function answers.
enum clua_status {
    CLUA_RETURN = 0, // the results are in the buffer
    CLUA_RAISE = 1,  // the error value is in the buffer
    CLUA_WAIT = 2,   // the results come later, under the ticket
    CLUA_RETHROW = 3, // as CLUA_RAISE, but the error value knows its position already
    // Only of a call: there is no result, or one in the first of the scalars.
    CLUA_RETURN_NOTHING = 4,
    CLUA_RETURN_INTEGER = 5,
    CLUA_RETURN_NUMBER = 6,
};

// The arguments of a call that needs no buffer: nils, booleans and numbers, each as its tag and the bits of its value.
#define CLUA_SCALARS 3
typedef struct clua_scalars {
    int64_t words[CLUA_SCALARS];
    uint8_t tags[CLUA_SCALARS];
    int32_t count; // negative: the arguments are in the buffer
} clua_scalars;

// How a step of a task ended.
enum clua_outcome {
    CLUA_DONE = 0,    // the results are in the buffer
    CLUA_FAILED = 1,  // the buffer holds the error value, its text and the traceback
    CLUA_WAITING = 2, // it waits for the ticket
};

typedef struct clua_host clua_host;

typedef struct clua_callbacks {
    void *context;
    // Calls the host function `function`. Its arguments are the scalars, or `count` bytes when there are no scalars.
    int (*call)(void *context, int64_t function, clua_scalars *scalars, const uint8_t *arguments, size_t count);
    // Puts the results of a finished ticket into the buffer.
    int (*finish)(void *context, int64_t ticket);
    // Returns when the ticket is finished; the owner thread does nothing else meanwhile.
    void (*block)(void *context, int64_t ticket);
    // The object in `slot` was collected.
    void (*release)(void *context, uint64_t slot);
    // The script printed a line.
    void (*print)(void *context, const char *bytes, size_t count);
} clua_callbacks;

// A state with its libraries; NULL when there is no memory.
clua_host *clua_host_new(clua_callbacks callbacks);
// Closes the state; every object is released before it returns.
void clua_host_close(clua_host *host);

// The buffer that values cross in. A pointer into it holds until the next call of this file.
const uint8_t *clua_buffer_bytes(const clua_host *host);
size_t clua_buffer_count(const clua_host *host);
void clua_buffer_clear(clua_host *host);
// Room for `count` more bytes, NULL when there is no memory.
uint8_t *clua_buffer_extend(clua_host *host, size_t count);

// The ticket that the last CLUA_WAIT or CLUA_WAITING is about.
int64_t clua_ticket(const clua_host *host);
void clua_set_ticket(clua_host *host, int64_t ticket);

// The calls below answer CLUA_DONE or CLUA_FAILED. Values that they take are in the buffer, so are their results.

// Compiles text (never a binary chunk); the result is a function reference.
int clua_load(clua_host *host, const char *text, size_t count, const char *chunk_name);
// Sets the global `name` to the one value in the buffer.
int clua_set_global(clua_host *host, const char *name);
// Reads the global `name`.
int clua_get_global(clua_host *host, const char *name);
// Makes class `class_id`. The buffer holds its name, a table of methods, a table of metamethods, and the getter (or nil)
// that is asked for names that no method has.
int clua_define_class(clua_host *host, uint64_t class_id);
// Calls the referenced function on the running thread; host calls inside it block.
int clua_call(clua_host *host, int64_t reference);
// Keeps the one value in the buffer for good; the result is a registry reference.
int clua_keep(clua_host *host);
// The text of the one value in the buffer, as `tostring` gives it.
int clua_describe(clua_host *host);
// Where the running function stands, such as `late.lua:6:`, or an empty string.
int clua_position(clua_host *host);

// Starts a task that calls the referenced function with the values in the buffer; the result is its id.
int clua_task_new(clua_host *host, int64_t reference);
// Runs a task until it ends or waits.
int clua_task_resume(clua_host *host, int64_t task);
// Forgets a task that has ended or shall not go on; its to-be-closed variables are closed.
void clua_task_release(clua_host *host, int64_t task);

// Forgets a function reference.
void clua_release_reference(clua_host *host, int64_t reference);

// Runs `body` on a new detached thread with `stack_size` bytes of stack. False when the system has no thread left.
bool clua_start_thread(const char *name, size_t stack_size, void (*body)(void *context), void *context);

#endif
