-- expect: ok:short
-- why: what the host reads letter by letter has a length, so that no text keeps it longer than the script may run
local long = ("2h"):rep(5e6)
local calls = {
    function() time.parse(long) end, function() time.duration(long) end, function() time.date(long) end,
    function() time.at(long, "UTC") end, function() time.at("2026-11-24 11:00", long) end,
    function() time.now():format(("%Y"):rep(3e6), "UTC") end, function() time.now():clock(long) end,
    function() time.date("2026-11-24"):at(long, "UTC") end,
    function() run.leave_out(long, "x") end, function() run.leave_out("x", long) end,
    function() return seam[long] end, function() return seam.locks[long] end, function() return time[long] end, function() return csv[long] end,
    function() return json[long] end, function() seam.devices.list{ [long] = 1 } end, function() run.expect{ [long] = 1 } end,
    function() csv.read({ text = "a\n" }, { [long] = 1 }) end,
    function() package.path = ("x?.lua;"):rep(1e6) require "nowhere" end,
}
for place, call in ipairs(calls) do
    local found, why = pcall(call)
    assert(not found and #tostring(why) < 10000, place)
end
print("short")
