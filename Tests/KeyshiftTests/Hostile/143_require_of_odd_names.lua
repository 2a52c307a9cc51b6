-- expect: ok:required
-- why: names, templates, loaders and searchers that no library has; nothing opens, nothing hangs, the state stays whole
local names = {
    "", ".", "..", "...", "/", "//", "a..b", "../a", "/etc/passwd", "a/../../b", "a\\b", "a:b", "C:a", "%s", "?", "??", ";", "a;b", "\0", "a\0", "\n",
    "init", "x.init", "_G", "string", "keyshift", "keyshift.", ".keyshift", "keyshift.seam.locks", "con", "~", "$HOME", "`id`", "proc.self.environ",
    "\xFF\xFE", "é", ("a."):rep(5000) .. "a", ("a"):rep(1e6), ("/"):rep(1e5), "100_os_exit.lua",
}
for _, name in ipairs(names) do
    local found, value = pcall(require, name)
    assert(not found or value ~= nil, name)
end
for _, odd in ipairs{ {}, print, true, 1 << 62, 0/0, setmetatable({}, { __tostring = function() return "json" end }) } do
    assert(not pcall(require, odd) or type(odd) == "number")
end
assert(not pcall(require) and package.searchers == nil and package.loadlib == nil and package.cpath == "")
package.searchers = { function() return function() return "stolen" end end }
package.searchpath = function() return "/etc/passwd" end
assert(not pcall(require, "nowhere"))
for _, path in ipairs{ "?", "/?", "/proc/self/fd/?", "/dev/?", "?;?;?", "/etc/passwd", "", ";;;", ("?"):rep(1e4), ("/x/?.lua;"):rep(99), ("x?.lua;"):rep(16e5), (";"):rep(2000), "\0?", "?\0" } do
    package.path = path
    for _, name in ipairs{ "passwd", "zero", "0", "stdin", "nowhere" } do assert(not pcall(require, name), path) end
end
package.path = nil
pcall(require, "nowhere")
package.path = setmetatable({}, { __index = error, __tostring = error })
pcall(require, "nowhere")
print("required")
