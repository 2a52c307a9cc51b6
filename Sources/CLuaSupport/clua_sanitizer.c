// Only for the thread sanitizer: it follows longjmp, but not the checked form that the system's Lua calls. Each error and
// each yield would leave frames on the sanitizer's own stack, which some ten thousand of them fill.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) && defined(__linux__)

#include <setjmp.h>

_Noreturn void __longjmp_chk(jmp_buf place, int value);

_Noreturn void __longjmp_chk(jmp_buf place, int value) {
    longjmp(place, value);
}

#endif
#endif
