-- expect: limit:memory
-- why: each open file is in memory; a script that keeps them all meets its limit, and no descriptor is left open
local kept = {}
while true do
    kept[#kept + 1] = io.open("044_parser_huge_source.lua") or error("no file")
    kept[#kept + 1] = ("x"):rep(20000)
end
