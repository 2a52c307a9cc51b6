// Which zone files the tests read.
#include "ZoneFixture.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[PATH_MAX];

// Runs before any test can ask for a zone. What the machine has, and what TZDIR was, must not decide how a test ends.
__attribute__((constructor)) static void bring_zones(void) {
    const char *slash = strrchr(__FILE__, '/');
    snprintf(folder, sizeof folder, "%.*s/Current", slash ? (int)(slash - __FILE__) : 0, __FILE__);
    setenv("TZDIR", folder, 1);
}

const char *zone_fixture_folder(void) {
    return folder;
}
