// What Swift learns about a failure: the error value, a text that can be read, and the traceback.
#include "clua_protected.h"
#include "clua_traceback.h"

#include <string.h>

#define MOST_TEXT 2048
#define TAIL 400

// [1 the value; +1, e]
static int describe_value(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

// [1 the value; +0, e]
static int encode_value(lua_State *L) {
    clua_host *host = clua_host_of(L);
    host->count = 0;
    clua_encode(L, host, 1);
    return 0;
}

// The number of bytes of the UTF-8 sequence at `text`, 0 when it is none.
static size_t sequence_length(const unsigned char *text, size_t left) {
    unsigned char first = text[0];
    size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    bool overlong = (first == 0xE0 && text[1] < 0xA0) || (first == 0xF0 && text[1] < 0x90);
    bool outside = (first == 0xED && text[1] > 0x9F) || (first == 0xF4 && text[1] > 0x8F);
    return overlong || outside ? 0 : length;
}

// Line ends and tabs are readable; the controls of U+0080 to U+009F are not.
static bool is_control(const unsigned char *text, size_t length) {
    if (length == 1) {
        return (text[0] < 0x20 && text[0] != '\n' && text[0] != '\t') || text[0] == 0x7F;
    }
    return length == 2 && text[0] == 0xC2 && text[1] < 0xA0;
}

// [top the buffer; -0, +0, 2, m]
static void add_readable(luaL_Buffer *buffer, const unsigned char *text, size_t count) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t at = 0; at < count;) {
        size_t length = sequence_length(text + at, count - at);
        if (length > 0 && !is_control(text + at, length)) {
            luaL_addlstring(buffer, (const char *)text + at, length);
            at += length;
            continue;
        }
        char escape[] = {'\\', 'x', digits[text[at] >> 4], digits[text[at] & 15]};
        luaL_addlstring(buffer, escape, sizeof escape);
        at++;
    }
}

static bool is_inside_sequence(const unsigned char *text) {
    return (*text & 0xC0) == 0x80;
}

// [-0, +1, 3, m]
void clua_push_readable(lua_State *L, int index) {
    size_t count;
    const unsigned char *text = (const unsigned char *)lua_tolstring(L, index, &count);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    if (count <= MOST_TEXT) {
        add_readable(&buffer, text, count);
    } else {
        size_t head = MOST_TEXT - TAIL;
        size_t tail = count - TAIL;
        for (int i = 0; i < 3 && is_inside_sequence(text + head); i++) {
            head--;
        }
        for (int i = 0; i < 3 && is_inside_sequence(text + tail); i++) {
            tail++;
        }
        add_readable(&buffer, text, head);
        luaL_addstring(&buffer, " [...] ");
        add_readable(&buffer, text + tail, count - tail);
    }
    luaL_pushresult(&buffer);
}

// The text of an error: what tostring gives, else its field `message`, else its type.
// [-0, +1 to 3, 3, m] The text is on top.
static void push_text(lua_State *L, int index) {
    lua_pushcfunction(L, describe_value);
    lua_pushvalue(L, index);
    bool described = lua_pcall(L, 1, 1, 0) == LUA_OK && !lua_isnil(L, index);
    bool speaks = luaL_getmetafield(L, index, "__tostring") != LUA_TNIL;
    if (speaks) {
        lua_pop(L, 1);
    } else if (lua_istable(L, index)) {
        lua_pushliteral(L, "message");
        described = lua_rawget(L, index) == LUA_TSTRING;
    }
    if (!described) {
        lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, index));
    }
}

// [1 the error, 2 the thread that failed or NULL, or the text of its traceback; +0, e]
static int encode_failure(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_State *thread = lua_touserdata(L, 2);
    lua_pushcfunction(L, encode_value);
    lua_pushvalue(L, 1);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        lua_pushnil(L);
        host->count = 0;
        clua_encode(L, host, lua_gettop(L));
    }
    lua_settop(L, 2);
    if (host->limit.stop == CLUA_STOP_NONE) {
        push_text(L, 1);
    } else {
        lua_pushstring(L, host->limit.position);
        thread = host->limit.stopped;
    }
    clua_push_readable(L, -1);
    clua_encode(L, host, -1);
    if (thread != NULL) {
        clua_push_traceback(L, thread, NULL, 0);
        clua_push_readable(L, -1);
    } else if (lua_type(L, 2) == LUA_TSTRING) {
        clua_push_readable(L, 2);
    } else {
        lua_pushliteral(L, "");
    }
    clua_encode(L, host, lua_gettop(L));
    return 0;
}

static void report_nothing(clua_host *host) {
    static const uint8_t nothing[] = {
        CLUA_NIL, CLUA_STRING, 0, 0, 0, 0, 0, 0, 0, 0, CLUA_STRING, 0, 0, 0, 0, 0, 0, 0, 0,
    };
    host->count = 0;
    uint8_t *place = clua_buffer_extend(host, sizeof nothing);
    if (place != NULL) {
        memcpy(place, nothing, sizeof nothing);
    }
}

// The error value is on top of L; it is popped. A __tostring runs under the limits and may itself hit one: then that is
// what is reported.
// [-1, +0, 4, -]
void clua_report_failure(clua_host *host, lua_State *L, lua_State *thread) {
    lua_pushlightuserdata(L, thread);
    clua_report_stored_failure(host, L);
}

// [-2, +0, 3, -]
void clua_report_stored_failure(clua_host *host, lua_State *L) {
    int top = lua_gettop(L) - 1;
    for (int attempt = 0; attempt < 2; attempt++) {
        lua_pushcfunction(L, encode_failure);
        lua_pushvalue(L, top);
        lua_pushvalue(L, top + 1);
        bool known = host->limit.stop != CLUA_STOP_NONE;
        int status = lua_pcall(L, 2, 0, 0);
        bool stopped_meanwhile = !known && host->limit.stop != CLUA_STOP_NONE;
        if (status == LUA_OK && !stopped_meanwhile) {
            lua_settop(L, top - 1);
            return;
        }
        lua_pushnil(L);
        lua_replace(L, top);
        lua_settop(L, top + 1);
    }
    report_nothing(host);
    lua_settop(L, top - 1);
}
