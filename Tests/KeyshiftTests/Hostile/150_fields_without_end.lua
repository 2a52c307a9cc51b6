-- expect: error:refused|limit:time|limit:memory
-- why: rows, fields and empty lines of many megabytes are read in parts, between which a limit reaches in
local texts = {
    '"' .. ("\n"):rep(20e6), '"' .. ('""'):rep(10e6), '"' .. ("x"):rep(20e6), ("x"):rep(20e6), ("\n"):rep(20e6),
}
for place = 1, #texts do
    local found = pcall(csv.read, { text = texts[place] }, { encoding = "latin-1" })
    assert(not found, place)
    texts[place] = false
end
error("refused")
