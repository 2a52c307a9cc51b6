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
    test.expect(test.plan("../clock-change.lua", { "Europe/Lisbon", "2026-11-01", "1h" }), {
        rows = {
            { name = "BK-1 Ito", after = { starts = "2026-10-30 15:00", ends = "2026-11-04 12:00" } },
            { name = "BK-2 Costa", after = { starts = "2026-11-05 16:00", ends = "2026-11-07 12:00" } },
        },
    })
end)
