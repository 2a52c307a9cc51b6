-- expect: ok:used
-- why: files that may be read, with formats, counts, places and orders of calls that no program means
local name = "100_os_exit.lua"
local file = assert(io.open(name))
for _, format in ipairs{ "n", "l", "L", "a", 0, 1, -1, 1 << 62, 1e300, 0/0, "*", "**", "x", "", "\0", {}, print } do
    pcall(file.read, file, format)
    pcall(function() for _ in file:lines(format) do break end end)
end
for _, whence in ipairs{ "set", "cur", "end", "x", 1, {} } do
    for _, place in ipairs{ 0, -1, 1 << 62, -1 << 63, 1e300, 0/0, "1" } do pcall(file.seek, file, whence, place) end
end
file:seek("set")
assert(#file:read("a") > 0 and file:read("a") == "" and file:read(1) == nil and file:read(0) == nil)
pcall(file.read, file, table.unpack({}, 1, 250))
pcall(file.lines, file, table.unpack({}, 1, 250))
pcall(file.setvbuf, file, "no")
pcall(file.write, file, "x")
pcall(file.flush, file)
local next_line = file:lines()
assert(file:close() and not pcall(file.close, file) and not pcall(next_line) and not pcall(file.read, file))
assert(io.type(file) == "closed file" and tostring(file):find("closed"))
local meta = getmetatable(file)
assert(not pcall(function() meta.__index = nil end) or true)
assert(not pcall(setmetatable, file, {}) and not pcall(rawset, file, 1, 1))
for i = 1, 3000 do
    local one = io.open(name)
    if i % 2 == 0 then one:close() end
end
local count = 0
for line in io.lines(name) do count = count + #line end
for _ in io.lines(name, 1, "l", "n", "a") do count = count + 1 break end
assert(count > 0 and not pcall(io.lines(name, "x")))
do
    local closed <close> = assert(io.open(name))
    closed:close()
end
for _, standard in ipairs{ io.stdout, io.stderr } do
    assert(not standard:close())
    pcall(standard.read, standard)
    pcall(standard.seek, standard, "set", 1 << 62)
    pcall(standard.setvbuf, standard, "full", 1 << 62)
    pcall(standard.lines, standard)
end
io.open, io.lines, io.write, io.type = nil, nil, nil, nil
print("used")
