// The system's libedit. Its functions with variable arguments cannot be called from Swift; each gets a form that can.
#ifndef CEDITLINE_SHIM_H
#define CEDITLINE_SHIM_H

#include <histedit.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

// An editor on a terminal that is read at one descriptor and written at another; NULL when there is no memory.
static inline EditLine *ceditline_open(const char *program, int input, int output) {
    FILE *in = fdopen(dup(input), "r");
    FILE *out = fdopen(dup(output), "w");
    return in == NULL || out == NULL ? NULL : el_init(program, in, out, out);
}

static inline void ceditline_set_client(EditLine *editor, void *client) {
    el_set(editor, EL_CLIENTDATA, client);
}

static inline void *ceditline_client(EditLine *editor) {
    void *client = NULL;
    el_get(editor, EL_CLIENTDATA, &client);
    return client;
}

// The prompt; what stands between two `escape` bytes takes no columns.
static inline void ceditline_set_prompt(EditLine *editor, char *(*prompt)(EditLine *), char escape) {
    el_set(editor, EL_PROMPT_ESC, prompt, escape);
}

static inline void ceditline_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *)) {
    el_set(editor, EL_GETCFN, reader);
}

static inline void ceditline_set_keys(EditLine *editor, const char *map) {
    el_set(editor, EL_EDITOR, map);
}

static inline void ceditline_add(EditLine *editor, const char *name, unsigned char (*function)(EditLine *, int)) {
    el_set(editor, EL_ADDFN, name, name, function);
}

static inline void ceditline_bind(EditLine *editor, const char *key, const char *function) {
    el_set(editor, EL_BIND, key, function, NULL);
}

// Changes a setting of the terminal: in `-d` while a line is edited, in `-x` meanwhile.
static inline void ceditline_set_terminal(EditLine *editor, const char *mode, const char *setting) {
    el_set(editor, EL_SETTY, mode, setting, NULL);
}

// Puts the terminal into the state for editing, or back.
static inline void ceditline_prepare(EditLine *editor, bool edits) {
    el_set(editor, EL_PREP_TERM, edits ? 1 : 0);
}

static inline void ceditline_set_history(EditLine *editor, History *entries) {
    el_set(editor, EL_HIST, history, entries);
}

static inline void ceditline_set_history_size(History *entries, int size) {
    HistEvent event;
    history(entries, &event, H_SETSIZE, size);
    history(entries, &event, H_SETUNIQUE, 1);
}

static inline void ceditline_remember(History *entries, const char *text) {
    HistEvent event;
    history(entries, &event, H_ENTER, text);
}

#endif
