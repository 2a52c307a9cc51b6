-- Tests of road-closed.lua.

test.world{
    now = "2026-10-23 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-10-22 15:00", ends = "2026-10-24 11:00" },
        { name = "BK-2 Costa", doors = { "Front door", "Room 1" }, starts = "2026-10-24 15:00", ends = "2026-10-26 11:00" },
        { name = "BK-3 Nowak", doors = { "Front door", "Room 2" }, starts = "2026-10-22 15:00", ends = "2026-10-25 11:00" },
    },
}

test.case("who cannot leave stays a day more, and the next guest is told of", function()
    test.expect(test.plan("../road-closed.lua", { "2026-10-24" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-10-25 11:00" } },
        warnings = { { code = "overlap", message = "BK-2 Costa" } },
    })
end)

test.case("a day is a day of the calendar, also where the clocks go back in it", function()
    test.expect(test.plan("../road-closed.lua", { "2026-10-24", days = 2 }), {
        rows = { { name = "BK-1 Ito", before = { ends = "2026-10-24 11:00" }, ends = "2026-10-26 11:00" } },
    })
end)

test.case("an hour that the clocks leave out is the one after, and a cleaner keeps hers", function()
    test.world{
        now = "2027-03-27 00:30",
        zone = "Europe/Lisbon",
        doors = { "Room 1" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2027-03-25 15:00", ends = "2027-03-27 01:30" },
            { name = "Cleaner Ana", doors = "Room 1", starts = "2027-03-26 15:00", ends = "2027-03-27 12:00" },
        },
    }
    test.expect(test.plan("../road-closed.lua", { "2027-03-27" }), {
        rows = { { name = "BK-1 Ito", ends = "2027-03-28 02:30" } },
        output = { "1 of 1 stay ends on 2027-03-27" },
    })
end)
