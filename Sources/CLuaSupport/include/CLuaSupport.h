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
    // Only of a call: there is no result, or one in the answer's word.
    CLUA_RETURN_NOTHING = 4,
    CLUA_RETURN_INTEGER = 5,
    CLUA_RETURN_NUMBER = 6,
};

// The arguments of a call that needs no buffer: nils, booleans and numbers, each as the bits of its value and its tag. They
// travel in registers.
#define CLUA_SCALARS 2
typedef struct clua_scalars {
    int64_t words[CLUA_SCALARS];
    int64_t shape; // the count, and above its 8 bits the tags, each in 8 bits
} clua_scalars;

// What a host function answers: its status, and the bits of a result that is one number.
typedef struct clua_answer {
    int64_t word;
    int64_t status;
} clua_answer;

// How a step of a task ended.
enum clua_outcome {
    CLUA_DONE = 0,    // the results are in the buffer
    CLUA_FAILED = 1,  // the buffer holds the error value, its text and the traceback
    CLUA_WAITING = 2, // it waits for the ticket
};

// Why a task cannot wait for another one.
enum clua_refusal {
    CLUA_ACCEPTED = 0,
    CLUA_ITSELF = 1,    // it awaits itself
    CLUA_CYCLE = 2,     // the other one cannot end before it does
    CLUA_NEVER = 3,     // nothing is left that could end the wait
    CLUA_TOO_DEEP = 4,  // too many tasks wait in places where Lua cannot suspend them
    CLUA_CANCELLED = 5, // it was cancelled
};

// Why a script was stopped.
enum clua_stop {
    CLUA_STOP_NONE = 0,
    CLUA_STOP_MEMORY = 1,
    CLUA_STOP_TIME = 2,
    CLUA_STOP_OUTPUT = 3,
    CLUA_STOP_INTERRUPT = 4, // the host asked for it
    CLUA_STOP_EXIT = 5,      // the script called os.exit
};

// Where a script writes to.
enum clua_stream {
    CLUA_OUTPUT = 0, // io.write and io.stdout
    CLUA_TALK = 1,   // io.stderr and warn
};

typedef struct clua_limits {
    size_t memory;  // bytes
    int64_t time;   // nanoseconds for each run
    size_t output;  // bytes for each run
} clua_limits;

typedef struct clua_host clua_host;

typedef struct clua_callbacks {
    void *context;
    // Calls the host function `function` with scalars, as clua_scalars has them, or with arguments in `count` bytes.
    clua_answer (*call)(void *context, int64_t function, int64_t first, int64_t second, int64_t shape);
    clua_answer (*call_with)(void *context, int64_t function, const uint8_t *arguments, size_t count);
    // Puts the results of a finished ticket into the buffer.
    int (*finish)(void *context, int64_t ticket);
    // Returns when the ticket is finished, with an enum clua_refusal. While a task is awaited, others run meanwhile.
    int (*block)(void *context, int64_t ticket);
    // The object in `slot` was collected.
    void (*release)(void *context, uint64_t slot);
    // The script printed a line.
    void (*print)(void *context, const char *bytes, size_t count);
    // The script wrote bytes to an enum clua_stream, which may end anywhere in a line.
    void (*write)(void *context, int stream, const char *bytes, size_t count);
    // The id that the next task will have, 0 when no task may be started now.
    int64_t (*next_task)(void *context);
    // Starts the task of that id as a child of the running one, for `map` or on its own.
    void (*start_task)(void *context, bool mapped);
    // Makes the running task wait, under a new ticket: for the end of a task (an enum clua_refusal), for the end of one
    // of its mapped children, for a time.
    int (*await_task)(void *context, int64_t task);
    void (*await_children)(void *context);
    void (*sleep)(void *context, double seconds);
    // The coroutine that waits under the ticket is being closed.
    void (*abandon)(void *context, int64_t ticket);
    // The script outlived its time and cannot be stopped. Called on the watchdog's thread.
    void (*unresponsive)(void *context);
} clua_callbacks;

// A state with its libraries; NULL when there is no memory.
clua_host *clua_host_new(clua_callbacks callbacks, clua_limits limits);
// Closes the state; every object is released before it returns.
void clua_host_close(clua_host *host);

// What the runs that begin from now on may use.
void clua_set_limits(clua_host *host, clua_limits limits);

// Begins a run: its limits count from here. False inside another run of the same state, which then goes on.
// What runs Lua below begins a run of its own where none is.
bool clua_enter(clua_host *host);
void clua_leave(clua_host *host);
// The limit that the run hit, or the last run where none is.
enum clua_stop clua_stop_reason(const clua_host *host);
// What the script gave to os.exit, where that stopped it.
int64_t clua_exit_status(const clua_host *host);
// Nanoseconds that the run has left; 0 stops the script as soon as it goes on.
int64_t clua_time_left(clua_host *host);
// Stops the run that is going on, as a limit would; nothing happens where none is. From any thread, while the state is open.
void clua_interrupt(clua_host *host);
// Counts bytes that a host function prints for the script; false when that was too much, and the script will stop.
bool clua_count_output(clua_host *host, size_t count);

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

// Compiles text (never a binary chunk), behind a byte order mark and a first line that begins with `#`; the result is a
// function reference.
int clua_load(clua_host *host, const char *text, size_t count, const char *chunk_name);
// Sets the global `name` to the one value in the buffer.
int clua_set_global(clua_host *host, const char *name);
// Reads the global `name`.
int clua_get_global(clua_host *host, const char *name);
// Makes class `class_id`. The buffer holds its name, a table of methods, a table of metamethods, the getter (or nil) that is
// asked for names that no method has, and whether what the getter gives becomes a method.
int clua_define_class(clua_host *host, uint64_t class_id);
// Looks at a value without running any code of the script. The buffer holds the keys that lead to it from the globals; the
// results are its type, the value itself when it is an object (else nil), and the string keys when it is a table.
int clua_look(clua_host *host);
// Calls the referenced function on the running thread; host calls inside it block.
int clua_call(clua_host *host, int64_t reference);
// Keeps the one value in the buffer for good; the result is a registry reference.
int clua_keep(clua_host *host);
// The text of the one value in the buffer, as `tostring` gives it.
int clua_describe(clua_host *host);
// Where the running function stands, such as `late.lua:6:`, or an empty string.
int clua_position(clua_host *host);

// Tasks, by ids that Swift chooses. An id is free again after clua_task_end.

// Makes a task that calls the referenced function with the values in the buffer.
int clua_task_new(clua_host *host, int64_t task, int64_t reference);
// Runs a task until its function ends (the outcome stays with the task) or waits.
int clua_task_resume(clua_host *host, int64_t task);
// Puts what the task's function returned or raised into the buffer.
int clua_task_outcome(clua_host *host, int64_t task);
// The same for a person to look at: what cannot cross is a CLUA_OTHER with its text, and so is a table that has one.
int clua_task_echo(clua_host *host, int64_t task);
// Closes the coroutines of a task that waits or has not begun, innermost first, with their to-be-closed variables.
void clua_task_cancel(clua_host *host, int64_t task);
// The task and all its children have ended: who awaits it gets its outcome. An error that shall be kept is one that
// clua_task_next_failure gives, unless a task awaits it.
void clua_task_end(clua_host *host, int64_t task, bool keeps_failure);
// Takes the oldest error that no task awaited; CLUA_DONE when there is none.
int clua_task_next_failure(clua_host *host);
// Whether a limit was hit; a deadline that has passed counts.
bool clua_must_stop(clua_host *host);
// Forgets all tasks of a run that a limit stopped; none of their code runs again.
void clua_abandon_tasks(clua_host *host);
// The functions of the module `task` as references: map, sleep, spawn.
int clua_task_functions(clua_host *host);

// The id of the host function that is referenced, 0 when it is a function of the script.
int64_t clua_host_function(clua_host *host, int64_t reference);
// Forgets a function reference.
void clua_release_reference(clua_host *host, int64_t reference);

// Modules of their own. Each answers a table of functions of the C side, for LuaState to make a module of.

// encode, decode, array, object and null.
int clua_json_functions(clua_host *host);
// Reads a JSON text, or the field `key` of it when that is not NULL, into Lua values; the result is a registry
// reference, 0 for nil. `owner` begins the message of an error. The bytes must stay until it returns.
int clua_json_decode(clua_host *host, const char *bytes, size_t count, const char *key, const char *owner);
// rows, read and ask of csv. The buffer holds the host functions that open a file for each of them, give the next row, and
// refuse a name.
int clua_csv_functions(clua_host *host);
// Keeps the host function in the buffer, which refuses arguments that functions of json and task do not take. It is called
// with the name of the function and its arguments.
int clua_keep_refusal(clua_host *host);
// require, and the table `package`. The buffer holds the table of the host's modules by the names that `require` takes, the
// host function that finds the text of a script's own by name and path, and the path to begin with.
int clua_require_function(clua_host *host);
// Makes io.open and io.lines read files. The buffer holds the host function that gives the text of one, or nil, why, and
// the system's number of the reason.
int clua_open_files(clua_host *host);

// Runs `body` on a new detached thread with `stack_size` bytes of stack. False when the system has no thread left.
bool clua_start_thread(const char *name, size_t stack_size, void (*body)(void *context), void *context);

// Makes glibc keep one heap for all threads, and give back what is free at its end beyond 4 MB. To be called before there are
// threads.
void clua_settle_memory(void);

#endif
