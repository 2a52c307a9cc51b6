// What Lua can do when the host is plain C without limits: the other side of the contests in one Lua state.
#ifndef CONTESTANTS_H
#define CONTESTANTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct plain_state plain_state;

// A state with all libraries and the C functions `add(a, b)`, `nop()`, and `wait()`, which yields and answers what it is
// resumed with; NULL when there is no memory.
plain_state *plain_open(void);
void plain_close(plain_state *state);

// Compiles a chunk, which plain_run runs from then on.
bool plain_load(plain_state *state, const char *source);
// Runs the chunk with one integer in a coroutine that is resumed with 1 whenever it waits. The seconds of CPU time of
// this thread that it took, negative when it failed.
double plain_run(plain_state *state, long count);

// Makes the tables of `count` access codes, as a list page has them, from constants and numbers that are printed; no text
// is parsed. The seconds of CPU time that it took, negative when it failed.
double plain_build_codes(plain_state *state, long count);

// Makes `count` coroutines that have yielded and keeps them. False when it failed.
bool plain_build_coroutines(plain_state *state, long count);

// The CPU time of this thread in seconds.
double thread_seconds(void);
// The bytes of memory that this process holds, and the most that it has held.
double resident_bytes(void);
double peak_bytes(void);
// Writes a line to the standard error.
void tell(const char *line);

#endif
