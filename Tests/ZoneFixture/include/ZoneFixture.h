// Linked into the tests, it makes them and the programs that they start read the zone files beside it.
#ifndef ZONEFIXTURE_H
#define ZONEFIXTURE_H

// The folder of these zone files, which TZDIR names from before main on.
const char *zone_fixture_folder(void);

#endif
