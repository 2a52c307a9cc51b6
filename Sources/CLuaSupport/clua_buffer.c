// The one buffer of a state, in which values cross.
#include "clua_values.h"

#include <stdlib.h>
#include <string.h>

uint8_t *clua_buffer_extend(clua_host *host, size_t count) {
    if (count > SIZE_MAX / 2 - host->count) {
        return NULL;
    }
    size_t needed = host->count + count;
    if (needed > host->capacity) {
        size_t capacity = host->capacity < 256 ? 256 : host->capacity;
        while (capacity < needed) {
            capacity *= 2;
        }
        uint8_t *bytes = realloc(host->bytes, capacity);
        if (bytes == NULL) {
            return NULL;
        }
        host->bytes = bytes;
        host->capacity = capacity;
    }
    uint8_t *place = host->bytes + host->count;
    host->count = needed;
    return place;
}

const uint8_t *clua_buffer_bytes(const clua_host *host) {
    return host->bytes;
}

size_t clua_buffer_count(const clua_host *host) {
    return host->count;
}

void clua_buffer_clear(clua_host *host) {
    host->count = 0;
}

// [-0, +0, 2, e]
void clua_append(lua_State *L, clua_host *host, const void *bytes, size_t count) {
    size_t most = host->limit.limits.memory / 4;
    if (host->count > most || count > most - host->count) {
        luaL_error(L, "the values of one call take more than a quarter of the script's memory limit");
    }
    uint8_t *place = clua_buffer_extend(host, count);
    if (place == NULL) {
        luaL_error(L, "not enough memory");
        return;
    }
    if (count > 0) {
        memcpy(place, bytes, count);
    }
}
