// How glibc's allocator is set.
#include "CLuaSupport.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void clua_settle_memory(void) {
#ifdef __GLIBC__
    const int large_piece = 128 << 10;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, large_piece);
    mallopt(M_TRIM_THRESHOLD, large_piece);
#endif
}
