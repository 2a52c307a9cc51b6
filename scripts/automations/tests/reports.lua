-- Tests of the automations that change nothing: arrivals, turnover, offline-doors, not-on-doors, no-shows
-- and who-is-late.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", { name = "Room 2", online = false, type = "smartthings_lock" } },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Costa", doors = "Room 1", starts = "2026-11-24 13:00", ends = "2026-11-26 11:00" },
        { name = "BK-3 Nowak", doors = "Room 2", starts = "2026-11-24 09:30", ends = "2026-11-27 11:00" },
    },
}

test.case("arrivals lists who comes and goes, by door", function()
    test.expect(test.plan("../arrivals.lua", { "2026-11-24" }), {
        rows = {},
        output = {
            "Room 1  11:00 Europe/Lisbon  leaves   BK-1 Ito",
            "Room 1  13:00 Europe/Lisbon  arrives  BK-2 Costa",
            "Room 2  09:30 Europe/Lisbon  arrives  BK-3 Nowak",
            "3 on 2026-11-24, of 3 stays",
        },
    })
end)

test.case("turnover finds the doors with too little time for the cleaning", function()
    test.expect(test.plan("../turnover.lua", { "3h" }), {
        rows = {},
        output = {
            "Room 1  BK-1 Ito leaves Tue 24 Nov 11:00, BK-2 Costa arrives Tue 24 Nov 13:00  (Europe/Lisbon)",
            "1 with less than 3h between two guests, of 3 stays on 2 doors of their own",
        },
    })
    test.expect(test.plan("../turnover.lua", { "2h" }), { 
        output = { "0 with less than 2h between two guests, of 3 stays on 2 doors of their own" },
    })
end)

test.case("offline-doors lists them with the stays that are near", function()
    test.expect(test.plan("../offline-doors.lua", { "24h" }), {
        rows = {},
        output = { "Room 2  times in Europe/Lisbon", "\tBK-3 Nowak arrives Tue 09:30", "1 door is offline, of 2" },
    })
end)

test.case("not-on-doors lists the codes that a door out of reach does not have", function()
    test.expect(test.plan("../not-on-doors.lua", { "1h" }), { output = { "0 of 0 who arrive within 1h miss a code" } })
    -- The lock would get the code an hour before it begins.
    test.clock("2026-11-24 08:45")
    local plan = test.plan("../not-on-doors.lua", { "1h" })
    test.expect(plan, { rows = {}, output = "1 of 1 who arrive within 1h miss a code" })
    test.expect(plan.output[1]:match("^09:30 Europe/Lisbon\tBK%-3 Nowak\tRoom 2 %(%a+%)$") ~= nil, true)
end)

test.case("no-shows lists who has begun and opened no door", function()
    test.expect(test.plan("../no-shows.lua"), {
        rows = {},
        output = { "0 of 0 who should have arrived within 24h have not used their code" },
    })
    test.clock("2026-11-24 10:00")
    test.expect(test.plan("../no-shows.lua"), {
        rows = {},
        output = {
            "times in Europe/Lisbon",
            "Tue 09:30  BK-3 Nowak  Room 2  Room 2 is offline",
            "1 of 1 who should have arrived within 24h have not used their code",
        },
    })
end)

test.case("who-is-late lists codes that a door has kept after their end", function()
    test.expect(test.plan("../who-is-late.lua"), {
        rows = {},
        output = { "0 of 0 whose checkout has passed are still about; looked at 3 stays" },
    })
end)
