-- Tests of early-check-in.lua.

test.case("guests get in earlier where the last guest has left by then", function()
    test.world{
        now = "2026-11-23 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 13:00" },
            { name = "BK-2 Costa", doors = "Room 1", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-3 Nowak", doors = "Room 2", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        },
    }
    test.expect(test.plan("../early-check-in.lua", { "2026-11-24" }), {
        rows = { { name = "BK-3 Nowak", before = { starts = "2026-11-24 15:00" }, starts = "2026-11-24 12:00" } },
        left_out = { { name = "BK-2 Costa", why = "BK-1 Ito stays until 13:00" } },
    })
end)
