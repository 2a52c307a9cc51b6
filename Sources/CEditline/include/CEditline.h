// The system's libedit, which is loaded when the prompt needs it: all other commands start without it and its three libraries.
// Its functions with variable arguments cannot be called from Swift; each has a form that can.
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <histedit.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

// An editor on a terminal that is read at one descriptor and written at another; NULL when there is no libedit, or no memory.
EditLine *ceditline_open(const char *program, int input, int output);
// All other functions take what this one has opened.
void ceditline_close(EditLine *editor);

void ceditline_set_client(EditLine *editor, void *client);
void *ceditline_client(EditLine *editor);
// The prompt; what stands between two `escape` bytes takes no columns.
void ceditline_set_prompt(EditLine *editor, char *(*prompt)(EditLine *), char escape);
void ceditline_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *));
void ceditline_set_keys(EditLine *editor, const char *map);
void ceditline_add(EditLine *editor, const char *name, unsigned char (*function)(EditLine *, int));
void ceditline_bind(EditLine *editor, const char *key, const char *function);
// Reads the user's own settings.
void ceditline_read_settings(EditLine *editor);
// Changes a setting of the terminal: in `-d` while a line is edited, in `-x` meanwhile.
void ceditline_set_terminal(EditLine *editor, const char *mode, const char *setting);
// Puts the terminal into the state for editing, or back.
void ceditline_prepare(EditLine *editor, bool edits);
// The window has another size.
void ceditline_resize(EditLine *editor);

// The next line, and its length; NULL at the end of the input.
const char *ceditline_read(EditLine *editor, int *count);
// The line as it stands.
const LineInfo *ceditline_line(EditLine *editor);
void ceditline_insert(EditLine *editor, const char *text);
// Deletes so many characters before the cursor.
void ceditline_delete(EditLine *editor, int count);

// A history; NULL when there is no memory. To be made after an editor.
History *ceditline_history(void);
void ceditline_close_history(History *entries);
void ceditline_set_history(EditLine *editor, History *entries);
void ceditline_set_history_size(History *entries, int size);
void ceditline_remember(History *entries, const char *text);

#endif
