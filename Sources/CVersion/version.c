#define _GNU_SOURCE
#include "CVersion.h"

#include <dlfcn.h>
#include <stddef.h>

const char *cversion_commit(void) {
#ifdef KEYSHIFT_COMMIT
    return KEYSHIFT_COMMIT;
#else
    return NULL;
#endif
}

// Looked up by its name: a direct use would be copied into the program, with the length that it had when that was linked.
const char *cversion_lua(void) {
    return dlsym(RTLD_DEFAULT, "lua_ident");
}
