// The library `io` as far as it opens nothing: what a script writes goes to the host, and a file is the text that a host
// function gave, which is read and never written.
#include "clua_io.h"
#include "clua_protected.h"
#include "clua_tick.h"

#include <string.h>

// [-0, +1, 3, m]
static struct clua_file *push_file(lua_State *L, enum clua_file_kind kind) {
    struct clua_file *file = lua_newuserdatauv(L, sizeof *file, 1);
    memset(file, 0, sizeof *file);
    file->kind = kind;
    luaL_setmetatable(L, LUA_FILEHANDLE);
    return file;
}

// [-0, +3, 3, m]
static int refuse(lua_State *L, const char *reason, int number) {
    luaL_pushfail(L);
    lua_pushstring(L, reason);
    lua_pushinteger(L, number);
    return 3;
}

#define BAD_DESCRIPTOR 9 // EBADF of every system that matters here

// Writing

// [at `index` the text or the number; -0, +0, 2, e]
static void write_value(lua_State *L, clua_host *host, int stream, int index) {
    char number[64];
    size_t count;
    const char *text;
    if (lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)) {
        count = (size_t)lua_number2str(number, sizeof number, lua_tonumber(L, index));
        text = number;
    } else {
        text = luaL_checklstring(L, index, &count);
    }
    clua_count_output_of(L, count);
    host->callbacks.write(host->callbacks.context, stream, text, count);
}

// [from `first` the values, at `handle` the file; -0, +1|3, 3, e]
static int write_values(lua_State *L, int handle, int first) {
    clua_host *host = clua_host_of(L);
    struct clua_file *file = clua_file_at(L, handle);
    int top = lua_gettop(L);
    if (file->kind == CLUA_READER) {
        return refuse(L, "Bad file descriptor", BAD_DESCRIPTOR);
    }
    for (int index = first; index <= top; index++) {
        clua_tick(L);
        write_value(L, host, file->kind == CLUA_STDERR ? CLUA_TALK : CLUA_OUTPUT, index);
    }
    lua_pushvalue(L, handle);
    return 1;
}

// [1 the file, from 2 the values; +1|3, e]
static int file_write(lua_State *L) {
    clua_file_at(L, 1);
    return write_values(L, 1, 2);
}

// [from 1 the values, up 1 the file; +1|3, e]
static int io_write(lua_State *L) {
    return write_values(L, lua_upvalueindex(1), 1);
}

// The life of a file

// [1 the file; +1|2, e]
static int file_close(lua_State *L) {
    struct clua_file *file = clua_file_at(L, 1);
    if (file->kind != CLUA_READER) {
        luaL_pushfail(L);
        lua_pushliteral(L, "cannot close standard file");
        return 2;
    }
    file->is_closed = true;
    lua_pushnil(L);
    lua_setiuservalue(L, 1, 1);
    lua_pushboolean(L, 1);
    return 1;
}

// [1 the file; +0, m]
static int file_leave(lua_State *L) {
    struct clua_file *file = luaL_checkudata(L, 1, LUA_FILEHANDLE);
    if (!file->is_closed && file->kind == CLUA_READER) {
        lua_settop(L, 1);
        file_close(L);
    }
    return 0;
}

// [1 the file; +1, e]
static int file_describe(lua_State *L) {
    struct clua_file *file = luaL_checkudata(L, 1, LUA_FILEHANDLE);
    if (file->is_closed) {
        lua_pushliteral(L, "file (closed)");
    } else {
        lua_pushfstring(L, "file (%p)", (void *)file);
    }
    return 1;
}

// [1 the file; +1, e]
static int file_flush(lua_State *L) {
    clua_file_at(L, 1);
    lua_settop(L, 1);
    return 1;
}

// [1 the file; +1, e]
static int file_set_buffer(lua_State *L) {
    clua_file_at(L, 1);
    lua_pushboolean(L, 1);
    return 1;
}

// [1 the file, 2 from where, 3 how far; +1|3, e]
static int file_seek(lua_State *L) {
    static const char *const names[] = {"set", "cur", "end", NULL};
    struct clua_file *file = clua_file_at(L, 1);
    int from = luaL_checkoption(L, 2, "cur", names);
    lua_Integer offset = luaL_optinteger(L, 3, 0);
    if (file->kind != CLUA_READER) {
        return refuse(L, "Illegal seek", 29);
    }
    lua_getiuservalue(L, 1, 1);
    lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
    lua_Integer base = from == 0 ? 0 : from == 1 ? (lua_Integer)file->position : length;
    if (offset < -base || offset > LUA_MAXINTEGER - base) {
        return refuse(L, "Invalid argument", 22);
    }
    file->position = (size_t)(base + offset);
    lua_pushinteger(L, base + offset);
    return 1;
}

// [1 any value; +1, e]
static int io_type(lua_State *L) {
    luaL_checkany(L, 1);
    struct clua_file *file = luaL_testudata(L, 1, LUA_FILEHANDLE);
    if (file == NULL) {
        luaL_pushfail(L);
    } else {
        lua_pushstring(L, file->is_closed ? "closed file" : "file");
    }
    return 1;
}

// Opening

static bool is_mode(const char *mode) {
    if (*mode == 0 || strchr("rwa", *mode) == NULL) {
        return false;
    }
    mode += mode[1] == '+' ? 2 : 1;
    return strspn(mode, "b") == strlen(mode);
}

// Leaves an open file, or nil, the reason and its number.
// [at 1 the path, up 1 the host function or nil; -0, +1|3, 4, e]
static int open_path(lua_State *L, const char *mode) {
    if (lua_isnil(L, lua_upvalueindex(1))) {
        return refuse(L, lua_pushfstring(L, "%s: there are no files here", lua_tostring(L, 1)), 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushstring(L, mode);
    lua_call(L, 2, 3);
    if (lua_type(L, -3) != LUA_TSTRING) {
        return 3;
    }
    lua_pop(L, 2);
    push_file(L, CLUA_READER);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, 1);
    return 1;
}

// [1 the path, 2 the mode, up 1 the host function or nil; +1|3, e]
static int io_open(lua_State *L) {
    luaL_checkstring(L, 1);
    const char *mode = luaL_optstring(L, 2, "r");
    luaL_argcheck(L, is_mode(mode), 2, "invalid mode");
    return open_path(L, mode);
}

// [1 the path, from 2 the formats, up 1 the host function or nil; +4, e]
static int io_lines(lua_State *L) {
    luaL_checkstring(L, 1);
    if (open_path(L, "r") != 1) {
        return luaL_error(L, "%s", lua_tostring(L, -2));
    }
    lua_replace(L, 1);
    clua_push_lines(L, true);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushvalue(L, 1);
    return 4;
}

// [1 the file; +1|2, e] Without a file it would be the output, which cannot be closed.
static int io_close(lua_State *L) {
    if (lua_isnone(L, 1)) {
        luaL_pushfail(L);
        lua_pushliteral(L, "cannot close standard file");
        return 2;
    }
    return file_close(L);
}

// The library

// [-0, +0, 5, m]
static void make_class(lua_State *L) {
    static const luaL_Reg metamethods[] = {
        {"__close", file_leave}, {"__tostring", file_describe}, {NULL, NULL},
    };
    static const luaL_Reg methods[] = {
        {"close", file_close}, {"flush", file_flush},         {"lines", clua_file_lines}, {"read", clua_file_read},
        {"seek", file_seek},   {"setvbuf", file_set_buffer}, {"write", file_write},      {NULL, NULL},
    };
    luaL_newmetatable(L, LUA_FILEHANDLE);
    luaL_setfuncs(L, metamethods, 0);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}

// Sets the functions that open files, over the host function on top.
// [-1, +0, 3, m; below it the library]
static void set_opening(lua_State *L) {
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, io_open, 1);
    lua_setfield(L, -3, "open");
    lua_pushcclosure(L, io_lines, 1);
    lua_setfield(L, -2, "lines");
}

// [-0, +0, 8, m]
void clua_open_io(lua_State *L) {
    static const luaL_Reg functions[] = {{"type", io_type}, {"close", io_close}, {NULL, NULL}};
    make_class(L);
    luaL_newlib(L, functions);
    push_file(L, CLUA_STDERR);
    lua_setfield(L, -2, "stderr");
    push_file(L, CLUA_STDOUT);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "stdout");
    lua_pushcclosure(L, io_write, 1);
    lua_setfield(L, -2, "write");
    lua_pushnil(L);
    set_opening(L);
    clua_set_library(L, LUA_IOLIBNAME);
}

// [1 nothing; +0, e]
static int open_files_body(lua_State *L) {
    clua_host *host = clua_host_of(L);
    lua_settop(L, 0);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    if (lua_getfield(L, 1, LUA_IOLIBNAME) != LUA_TTABLE) {
        return 0;
    }
    clua_push_buffer(L, host);
    host->count = 0;
    lua_settop(L, 3);
    set_opening(L);
    return 0;
}

int clua_open_files(clua_host *host) {
    return clua_protected(host, host->running, open_files_body, NULL);
}
