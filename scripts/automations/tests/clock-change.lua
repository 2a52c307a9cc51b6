-- Tests of clock-change.lua.

test.case("stays of the zone move by the difference, and of one under way only the end", function()
    test.world{
        now = "2026-11-02 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", { name = "Cabin", zone = "America/Toronto" } },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-30 15:00", ends = "2026-11-04 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-05 15:00", ends = "2026-11-07 11:00" },
            { name = "BK-3 Nowak", doors = "Cabin", starts = "2026-11-05 15:00", ends = "2026-11-07 11:00" },
        },
    }
    test.expect(test.plan("../clock-change.lua", { "Europe/Lisbon", "2026-11-01", "1h", "meant=yes" }), {
        rows = {
            { name = "BK-1 Ito", after = { starts = "2026-10-30 15:00", ends = "2026-11-04 12:00" } },
            { name = "BK-2 Costa", after = { starts = "2026-11-05 16:00", ends = "2026-11-07 12:00" } },
        },
    })
end)

test.case("a day on which no clock of the zone changes stops the script with the days on which they do", function()
    test.world{
        now = "2027-03-01 08:00",
        zone = "America/Toronto",
        doors = { "Room 1" },
        stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2027-03-08 15:00", ends = "2027-03-20 11:00" } },
    }
    test.expect(test.plan("../clock-change.lua", { "America/Toronto", "2027-03-08", "1h" }), {
        state = "failed",
        message = "no clock of America/Toronto changes on 2027-03-08: the next change is on 2027-03-14, the last one before it is on "
            .. "2026-11-01. With the day of the next change, or with this one where it is meant:\n"
            .. "    keyshift plan clock-change America/Toronto 2027-03-14 by=1h\n"
            .. "    keyshift plan clock-change America/Toronto 2027-03-08 by=1h meant=yes",
    })
    test.expect(test.plan("../clock-change.lua", { "America/Toronto", "2027-03-14", "by=1h" }), { rows = { "BK-1 Ito" } })
    test.expect(test.plan("../clock-change.lua", { "America/Toronto", "2027-03-08", "by=1h", "meant=yes" }), {
        rows = { "BK-1 Ito" },
    })
end)

test.case("a zone that has given its summer time up has no change, and is asked nothing", function()
    test.world{
        now = "2026-10-20 08:00",
        zone = "America/Vancouver",
        doors = { "Room 1" },
        stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-25 15:00", ends = "2026-10-28 11:00" } },
    }
    -- Vancouver keeps its summer time in 2026; a year before, the clocks had gone back on the first Sunday of November.
    test.expect(test.plan("../clock-change.lua", { "America/Vancouver", "2026-11-01", "1h" }), {
        rows = {},
        output = {
            "the clocks of America/Vancouver changed on 2025-11-02, and do not change on 2026-11-01",
            "0 of 1 stay of America/Vancouver begin or end on 2026-11-01 or later",
        },
    })
end)
