// How glibc's allocator is set.
#include "CLuaSupport.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void clua_settle_memory(void) {
#ifdef __GLIBC__
    const int large_piece = 128 << 10;
    // The end of the heap moves with every batch of calls; to take it away and back stops all threads each time.
    const int kept = 4 << 20;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, large_piece);
    mallopt(M_TRIM_THRESHOLD, kept);
    mallopt(M_TOP_PAD, 1 << 20);
#endif
}
