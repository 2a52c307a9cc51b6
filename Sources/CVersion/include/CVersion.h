// What the program was built from, and what its libraries say of themselves.
#ifndef CVERSION_H
#define CVERSION_H

// The commit that scripts/build-release has built; NULL in any other build.
const char *cversion_commit(void);

// The line by which the loaded liblua tells its release, such as "$LuaVersion: Lua 5.4.4  Copyright …"; NULL where it tells
// none.
const char *cversion_lua(void);

#endif
