-- Tests of one-end.lua.

test.case("all doors of a stay get the latest end, and stays with one end are left alone", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Front door", "Room 1" },
        stays = {
            {
                name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00",
                hours = { ["Room 1"] = { starts = "2026-11-22 15:00", ends = "2026-11-24 14:00" } },
            },
            { name = "BK-2 Costa", doors = { "Front door", "Room 1" }, starts = "2026-11-25 15:00", ends = "2026-11-26 11:00" },
        },
    }
    test.expect(test.plan("../one-end.lua"), {
        rows = {
            {
                name = "BK-1 Ito", ends = "2026-11-24 14:00",
                members = {
                    { door = "Front door", before = { ends = "2026-11-24 11:00" }, after = { ends = "2026-11-24 14:00" } },
                    { door = "Room 1", before = { ends = "2026-11-24 14:00" }, after = { ends = "2026-11-24 14:00" } },
                },
            },
        },
        output = { "1 of 2 stays has different ends on its doors" },
    })
end)
