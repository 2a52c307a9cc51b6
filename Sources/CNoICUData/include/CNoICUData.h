// Nothing is called here: the linker finds a name in it.
#ifndef CNOICUDATA_H
#define CNOICUDATA_H
#endif
