-- Tests of door-watch: what is listed, what raises an alarm, and what is one cause.

test.world{
    now = "2026-11-24 12:00",
    zone = "Europe/Lisbon",
    doors = {
        { name = "Mill 1", house = "Mill", online = false, type = "yale_lock" },
        { name = "Mill 2", house = "Mill", type = "yale_lock" },
        { name = "Mill 3", house = "Mill", type = "smartthings_lock" },
        { name = "Mill 4", house = "Mill", type = "august_lock", battery = 0.08 },
    },
    stays = {
        { name = "BK-1 Ito", doors = "Mill 1", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-2 Costa", doors = "Mill 2", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-3 Nowak", doors = "Mill 3", starts = "2026-11-24 16:00", ends = "2026-11-26 11:00" },
        { name = "BK-4 Kim", doors = "Mill 4", starts = "2026-11-24 20:00", ends = "2026-11-26 11:00" },
        { name = "Cleaner Ana", doors = "Mill 1", starts = "2026-11-24 14:00", ends = "2026-11-24 17:00" },
    },
}

local function last(plan) return plan.output[#plan.output] end

test.case("a lock that is offline for a short time is listed, and raises an alarm after half an hour", function()
    local plan = test.plan("../door-watch.lua")
    test.expect(plan, {
        rows = {},
        output = {
            "Tue 15:00  BK-1 Ito  Mill 1  the lock is offline since Tue 24 Nov 12:00",
            "Tue 20:00  BK-4 Kim  Mill 4  the battery is at 8 %",
            "2 doors with trouble for 4 guests who arrive within 24h; 0 alarms",
        },
    })
    test.clock("31m")
    test.expect(last(test.plan("../door-watch.lua")), "2 doors with trouble for 4 guests who arrive within 24h; 1 alarm")
end)

test.case("a battery that is nearly empty raises an alarm four hours before", function()
    test.clock("2026-11-24 16:01")
    local plan = test.plan("../door-watch.lua")
    test.expect(last(plan), "2 doors with trouble for 4 guests who arrive within 24h; 2 alarms")
end)

test.case("a code that its lock takes just in time is not missed before", function()
    test.clock("2026-11-24 14:30")
    test.expect(last(test.plan("../door-watch.lua", { house = "Mill" })),
        "2 doors with trouble for 4 guests who arrive within 24h; 1 alarm")
end)

test.case("who arrived more than two hours ago is not looked at", function()
    test.clock("2026-11-24 17:01")
    test.expect(last(test.plan("../door-watch.lua", { list = "1h", alarm = "1h" })),
        "0 doors with trouble for 1 guest who arrives within 1h; 0 alarms")
end)
