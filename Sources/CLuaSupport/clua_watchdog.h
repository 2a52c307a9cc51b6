// The thread that watches the deadlines of all states.
#ifndef CLUA_WATCHDOG_H
#define CLUA_WATCHDOG_H

#include "clua_host.h"

// Nanoseconds on a clock that nobody sets.
int64_t clua_now(void);
void clua_watchdog_arm(clua_host *host);
void clua_watchdog_disarm(clua_host *host);
void clua_watchdog_stand_down(clua_host *host);

#endif
