-- Tests of checkout-at.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", "Room 2", { name = "Cabin", zone = "America/Toronto" } },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-26 12:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-25 15:00", ends = "2026-11-26 12:00" },
        { name = "BK-3 Nowak", doors = "Cabin", starts = "2026-11-25 15:00", ends = "2026-11-26 10:00" },
    },
}

test.case("all stays of the day end at one time on their own clocks, but no guest inside loses time", function()
    test.expect(test.plan("../checkout-at.lua", { "2026-11-26", "11:00" }), {
        rows = {
            { name = "BK-2 Costa", before = { ends = "2026-11-26 12:00" }, ends = "2026-11-26 11:00" },
            { name = "BK-3 Nowak", before = { ends = "2026-11-26 10:00" }, ends = "2026-11-26 11:00" },
        },
        left_out = { { name = "BK-1 Ito", why = "is inside until 12:00 Europe/Lisbon, and checkout-at takes no time from a guest inside" } },
    })
end)

test.case("without an hour it is eleven, where no house has a checkout", function()
    test.expect(test.plan("../checkout-at.lua", { "2026-11-26" }), {
        rows = { "BK-2 Costa", "BK-3 Nowak" },
        left_out = { "BK-1 Ito" },
        output = { "3 of 3 stays end on 2026-11-26" },
    })
end)
