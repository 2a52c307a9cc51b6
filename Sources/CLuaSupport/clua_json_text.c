// The bytes that the json module works on.
#include "clua_json.h"

#include <string.h>

// [-0, +1, 1, m]
void clua_area_open(lua_State *L, struct clua_area *area) {
    area->count = 0;
    area->capacity = 256;
    area->bytes = lua_newuserdatauv(L, area->capacity, 0);
    area->index = lua_gettop(L);
}

// [at area->index the bytes; -0, +0, 2, e]
char *clua_area_extend(lua_State *L, struct clua_area *area, size_t count) {
    if (count > SIZE_MAX / 4 - area->count) {
        luaL_error(L, "not enough memory");
    }
    size_t needed = area->count + count;
    if (needed > area->capacity) {
        size_t capacity = area->capacity;
        while (capacity < needed) {
            capacity *= 2;
        }
        char *bytes = lua_newuserdatauv(L, capacity, 0);
        memcpy(bytes, area->bytes, area->count);
        lua_replace(L, area->index);
        area->bytes = bytes;
        area->capacity = capacity;
    }
    char *place = area->bytes + area->count;
    area->count = needed;
    return place;
}

size_t clua_utf8_length(const uint8_t *at, const uint8_t *end) {
    size_t left = (size_t)(end - at);
    if (left >= 1 && at[0] < 0x80) {
        return 1;
    }
    if (left < 2 || at[0] < 0xC2 || at[0] > 0xF4 || (at[1] & 0xC0) != 0x80) {
        return 0;
    }
    if (at[0] < 0xE0) {
        return 2;
    }
    bool second = at[0] == 0xE0   ? at[1] >= 0xA0
                  : at[0] == 0xED ? at[1] < 0xA0
                  : at[0] == 0xF0 ? at[1] >= 0x90
                  : at[0] == 0xF4 ? at[1] < 0x90
                                  : true;
    if (!second || left < 3 || (at[2] & 0xC0) != 0x80) {
        return 0;
    }
    if (at[0] < 0xF0) {
        return 3;
    }
    return left >= 4 && (at[3] & 0xC0) == 0x80 ? 4 : 0;
}
