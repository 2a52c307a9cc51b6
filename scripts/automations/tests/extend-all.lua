-- Tests of extend-all.lua.

test.case("every linked stay ends later, and a code without an end stays as it is", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", { name = "Room 2", online = false }, "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = { "Room 2", "Room 3" }, starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
            { name = "Plumber", doors = "Room 1", linked = false },
        },
    }
    test.expect(test.plan("../extend-all.lua", { "2h" }), {
        rows = {
            { name = "BK-1 Ito", ends = "2026-11-24 13:00" },
            { name = "BK-2 Costa", after = { starts = "2026-11-24 15:00", ends = "2026-11-26 13:00" } },
        },
    })
end)
