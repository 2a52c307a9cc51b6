// The system's libpq, which is loaded when a journal on PostgreSQL is opened: all other starts do without it and its libraries.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <postgresql/libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

// Loads the library, once. What is missing, as the loader says it; NULL when all is there. No other function may be called
// before this one has answered NULL.
const char *cpostgres_load(void);

// A connection. Its functions wait; only `cpostgres_shut` may be called beside another one.
typedef struct cpostgres cpostgres;

// Opens a connection; NULL only where there is no memory, and a failed one tells why with `cpostgres_error`.
cpostgres *cpostgres_open(const char *conninfo, const char *application, const char *seconds);
void cpostgres_close(cpostgres *connection);
bool cpostgres_is_open(const cpostgres *connection);
// What went wrong last on the connection.
const char *cpostgres_error(const cpostgres *connection);
// The number of warnings since the last time that was asked.
int cpostgres_take_warnings(cpostgres *connection);
// Ends all traffic at the socket, so that whoever waits for an answer on another thread gets none.
void cpostgres_shut(int socket);
int cpostgres_socket(const cpostgres *connection);
int cpostgres_version(const cpostgres *connection);
// Where the connection leads, without its password; never NULL.
const char *cpostgres_host(const cpostgres *connection);
const char *cpostgres_port(const cpostgres *connection);
const char *cpostgres_database(const cpostgres *connection);
// The password that was used, to keep it out of sentences; never NULL.
const char *cpostgres_password(const cpostgres *connection);

// Runs several statements without parameters; the result is that of the last one.
PGresult *cpostgres_run(cpostgres *connection, const char *sql);
// Runs one statement whose parameters are texts, NULL for none.
PGresult *cpostgres_query(cpostgres *connection, const char *sql, int count, const char *const *values);

void cpostgres_clear(PGresult *result);
bool cpostgres_succeeded(const PGresult *result);
// The five letters of SQLSTATE; empty where the server has said nothing.
const char *cpostgres_state(const PGresult *result);
const char *cpostgres_message(const PGresult *result);
int cpostgres_lines(const PGresult *result);
int cpostgres_columns(const PGresult *result);
const char *cpostgres_name(const PGresult *result, int column);
uint32_t cpostgres_type(const PGresult *result, int column);
// The text of a value, NULL for none.
const char *cpostgres_value(const PGresult *result, int line, int column);
// How many lines a statement has changed.
const char *cpostgres_changed(PGresult *result);

#endif
