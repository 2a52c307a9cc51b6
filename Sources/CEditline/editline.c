// How libedit is found, and what is called of it.
#include "CEditline.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
#define LIBRARY "libedit.3.dylib"
#else
#define LIBRARY "libedit.so.2"
#endif

// What is used of the library, each under its own name there.
#define FUNCTIONS(each)                                                                                              \
    each(el_init) each(el_end) each(el_set) each(el_get) each(el_gets) each(el_line) each(el_insertstr)              \
    each(el_deletestr) each(el_resize) each(el_source) each(history) each(history_init) each(history_end)

#define DECLARE(name) __typeof__(name) *name##_;
#define FIND(name) &&((lib.name##_ = (__typeof__(name) *)dlsym(library, #name)) != NULL)

static struct {
    FUNCTIONS(DECLARE)
} lib;

// Finds the functions; the prompt opens one editor at a time.
static bool load(void) {
    static bool is_loaded;
    if (is_loaded) {
        return true;
    }
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return false;
    }
    is_loaded = true FUNCTIONS(FIND);
    return is_loaded;
}

EditLine *ceditline_open(const char *program, int input, int output) {
    if (!load()) {
        return NULL;
    }
    FILE *in = fdopen(dup(input), "r");
    FILE *out = fdopen(dup(output), "w");
    return in == NULL || out == NULL ? NULL : lib.el_init_(program, in, out, out);
}

void ceditline_close(EditLine *editor) {
    lib.el_end_(editor);
}

void ceditline_set_client(EditLine *editor, void *client) {
    lib.el_set_(editor, EL_CLIENTDATA, client);
}

void *ceditline_client(EditLine *editor) {
    void *client = NULL;
    lib.el_get_(editor, EL_CLIENTDATA, &client);
    return client;
}

void ceditline_set_prompt(EditLine *editor, char *(*prompt)(EditLine *), char escape) {
    lib.el_set_(editor, EL_PROMPT_ESC, prompt, escape);
}

void ceditline_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *)) {
    lib.el_set_(editor, EL_GETCFN, reader);
}

void ceditline_set_keys(EditLine *editor, const char *map) {
    lib.el_set_(editor, EL_EDITOR, map);
}

void ceditline_add(EditLine *editor, const char *name, unsigned char (*function)(EditLine *, int)) {
    lib.el_set_(editor, EL_ADDFN, name, name, function);
}

void ceditline_bind(EditLine *editor, const char *key, const char *function) {
    lib.el_set_(editor, EL_BIND, key, function, NULL);
}

void ceditline_read_settings(EditLine *editor) {
    lib.el_source_(editor, NULL);
}

void ceditline_set_terminal(EditLine *editor, const char *mode, const char *setting) {
    lib.el_set_(editor, EL_SETTY, mode, setting, NULL);
}

void ceditline_prepare(EditLine *editor, bool edits) {
    lib.el_set_(editor, EL_PREP_TERM, edits ? 1 : 0);
}

void ceditline_resize(EditLine *editor) {
    lib.el_resize_(editor);
}

const char *ceditline_read(EditLine *editor, int *count) {
    return lib.el_gets_(editor, count);
}

const LineInfo *ceditline_line(EditLine *editor) {
    return lib.el_line_(editor);
}

void ceditline_insert(EditLine *editor, const char *text) {
    lib.el_insertstr_(editor, text);
}

void ceditline_delete(EditLine *editor, int count) {
    lib.el_deletestr_(editor, count);
}

History *ceditline_history(void) {
    return lib.history_init_();
}

void ceditline_close_history(History *entries) {
    lib.history_end_(entries);
}

void ceditline_set_history(EditLine *editor, History *entries) {
    lib.el_set_(editor, EL_HIST, lib.history_, entries);
}

void ceditline_set_history_size(History *entries, int size) {
    HistEvent event;
    lib.history_(entries, &event, H_SETSIZE, size);
    lib.history_(entries, &event, H_SETUNIQUE, 1);
}

void ceditline_remember(History *entries, const char *text) {
    HistEvent event;
    lib.history_(entries, &event, H_ENTER, text);
}
