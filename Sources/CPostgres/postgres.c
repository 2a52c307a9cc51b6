// How libpq is found, and what is called of it.
#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/socket.h>

#ifdef __APPLE__
#define LIBRARY "libpq.5.dylib"
#else
#define LIBRARY "libpq.so.5"
#endif

// What is used of the library, each under its own name there.
#define FUNCTIONS(each)                                                                                              \
    each(PQconnectdbParams) each(PQfinish) each(PQstatus) each(PQerrorMessage) each(PQsocket) each(PQserverVersion)  \
    each(PQhost) each(PQport) each(PQdb) each(PQpass) each(PQsetNoticeReceiver) each(PQexec) each(PQexecParams)      \
    each(PQclear) each(PQresultStatus) each(PQresultErrorField) each(PQresultErrorMessage) each(PQntuples)           \
    each(PQnfields) each(PQfname) each(PQftype) each(PQgetisnull) each(PQgetvalue) each(PQcmdTuples)

#define DECLARE(name) __typeof__(name) *name##_;
#define FIND(name)                                                                                                   \
    if (missing == NULL && (lib.name##_ = (__typeof__(name) *)dlsym(library, #name)) == NULL) {                      \
        missing = #name;                                                                                             \
    }

static struct {
    FUNCTIONS(DECLARE)
} lib;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing;

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        missing = LIBRARY;
        return;
    }
    FUNCTIONS(FIND)
}

const char *cpostgres_load(void) {
    pthread_once(&once, load);
    return missing;
}

struct cpostgres {
    PGconn *link;
    int warnings;
};

// A warning in COMMIT can mean that the standby does not have it. Notices say what was there already.
static void note(void *connection, const PGresult *result) {
    const char *severity = lib.PQresultErrorField_(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity != NULL && severity[0] == 'W') {
        ((cpostgres *)connection)->warnings += 1;
    }
}

cpostgres *cpostgres_open(const char *conninfo, const char *application, const char *seconds) {
    cpostgres *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        return NULL;
    }
    // What stands before `dbname` is a default that the connection string may change; what stands behind it stays.
    const char *names[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
                           "tcp_user_timeout", "target_session_attrs", "dbname", "client_encoding",
                           "application_name", NULL};
    const char *values[] = {seconds, "5", "2", "3", "10000", "read-write", conninfo, "UTF8", application, NULL};
    connection->link = lib.PQconnectdbParams_(names, values, 1);
    if (connection->link == NULL) {
        free(connection);
        return NULL;
    }
    lib.PQsetNoticeReceiver_(connection->link, note, connection);
    return connection;
}

void cpostgres_close(cpostgres *connection) {
    lib.PQfinish_(connection->link);
    free(connection);
}

bool cpostgres_is_open(const cpostgres *connection) {
    return lib.PQstatus_(connection->link) == CONNECTION_OK;
}

const char *cpostgres_error(const cpostgres *connection) {
    return lib.PQerrorMessage_(connection->link);
}

int cpostgres_take_warnings(cpostgres *connection) {
    int warnings = connection->warnings;
    connection->warnings = 0;
    return warnings;
}

void cpostgres_shut(int socket) {
    shutdown(socket, SHUT_RDWR);
}

int cpostgres_socket(const cpostgres *connection) {
    return lib.PQsocket_(connection->link);
}

int cpostgres_version(const cpostgres *connection) {
    return lib.PQserverVersion_(connection->link);
}

static const char *known(const char *text) {
    return text == NULL ? "" : text;
}

const char *cpostgres_host(const cpostgres *connection) {
    return known(lib.PQhost_(connection->link));
}

const char *cpostgres_port(const cpostgres *connection) {
    return known(lib.PQport_(connection->link));
}

const char *cpostgres_database(const cpostgres *connection) {
    return known(lib.PQdb_(connection->link));
}

const char *cpostgres_password(const cpostgres *connection) {
    return known(lib.PQpass_(connection->link));
}

PGresult *cpostgres_run(cpostgres *connection, const char *sql) {
    return lib.PQexec_(connection->link, sql);
}

PGresult *cpostgres_query(cpostgres *connection, const char *sql, int count, const char *const *values) {
    return lib.PQexecParams_(connection->link, sql, count, NULL, values, NULL, NULL, 0);
}

void cpostgres_clear(PGresult *result) {
    lib.PQclear_(result);
}

bool cpostgres_succeeded(const PGresult *result) {
    ExecStatusType status = lib.PQresultStatus_(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

const char *cpostgres_state(const PGresult *result) {
    return known(lib.PQresultErrorField_(result, PG_DIAG_SQLSTATE));
}

const char *cpostgres_message(const PGresult *result) {
    const char *primary = lib.PQresultErrorField_(result, PG_DIAG_MESSAGE_PRIMARY);
    return primary != NULL ? primary : known(lib.PQresultErrorMessage_(result));
}

int cpostgres_lines(const PGresult *result) {
    return lib.PQntuples_(result);
}

int cpostgres_columns(const PGresult *result) {
    return lib.PQnfields_(result);
}

const char *cpostgres_name(const PGresult *result, int column) {
    return known(lib.PQfname_(result, column));
}

uint32_t cpostgres_type(const PGresult *result, int column) {
    return lib.PQftype_(result, column);
}

const char *cpostgres_value(const PGresult *result, int line, int column) {
    return lib.PQgetisnull_(result, line, column) ? NULL : lib.PQgetvalue_(result, line, column);
}

const char *cpostgres_changed(PGresult *result) {
    return known(lib.PQcmdTuples_(result));
}
