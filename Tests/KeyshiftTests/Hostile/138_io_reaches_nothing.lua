-- expect: ok:closed
-- why: io opens only what may be read: no path around the rules, no device, no pipe, no file to write
local paths = {
    "/etc/passwd", "../../../../../../etc/passwd", "/proc/self/environ", "/proc/self/mem", "/dev/zero", "/dev/tty", "/dev/stdin", "/dev/fd/0",
    ".", "/", "", "a\0b", "./../x", "//etc//passwd", "~/.ssh/id_rsa", "file:///etc/passwd", ("../"):rep(2000) .. "etc/passwd", ("x"):rep(100000),
}
for _, path in ipairs(paths) do
    for _, mode in ipairs{ "r", "rb", "w", "a", "r+", "w+b" } do
        local file, why = io.open(path, mode)
        assert(file == nil and type(why) == "string" and #why > 0, path)
    end
    assert(not pcall(io.lines, path))
end
assert(not io.popen and not io.tmpfile and not io.read and not io.stdin)
assert(not pcall(function() getmetatable(io.stdout).__index = nil end) and not pcall(rawset, io.stdout, "x", 1))
assert(not pcall(io.stdout.read, {}) and not pcall(io.write, {}) and io.stdout:close() == nil)
print("closed")
