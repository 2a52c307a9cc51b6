// The keys of a table that becomes JSON.
#include "clua_json.h"

#include <stdlib.h>
#include <string.h>

static int compare_keys(const void *left, const void *right) {
    const struct clua_json_key *a = left;
    const struct clua_json_key *b = right;
    int order = memcmp(a->text, b->text, a->count < b->count ? a->count : b->count);
    return order != 0 ? order : (a->count > b->count) - (a->count < b->count);
}

// [-0, +1, 5, m]
struct clua_json_key *clua_json_push_keys(lua_State *L, int index, size_t count) {
    struct clua_json_key *keys = lua_newuserdatauv(L, count * sizeof *keys, 1);
    lua_createtable(L, count > 1000000 ? 0 : (int)count, 0);
    size_t found = 0;
    for (lua_pushnil(L); lua_next(L, index) != 0 && found < count; lua_pop(L, 1)) {
        keys[found].text = lua_tolstring(L, -2, &keys[found].count);
        lua_pushvalue(L, -2);
        lua_rawseti(L, -4, (lua_Integer)++found);
    }
    lua_setiuservalue(L, -2, 1);
    qsort(keys, found, sizeof *keys, compare_keys);
    return keys;
}

// [-0, +0|1, 2, -]
struct clua_json_shape clua_json_shape_of(lua_State *L, int index) {
    struct clua_json_shape shape = {0};
    for (lua_pushnil(L); lua_next(L, index) != 0;) {
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) {
            shape.names++;
        } else if (lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1) {
            lua_Integer key = lua_tointeger(L, -1);
            shape.largest = key > shape.largest ? key : shape.largest;
            shape.indices++;
        } else {
            shape.strange = true;
            return shape;
        }
    }
    return shape;
}
