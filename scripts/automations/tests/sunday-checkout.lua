-- Tests of sunday-checkout.lua.

test.world{
    now = "2026-11-27 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", "Room 2", "Room 3" },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-26 15:00", ends = "2026-11-29 11:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-26 15:00", ends = "2026-11-29 14:00" },
        { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-11-26 15:00", ends = "2026-11-30 11:00" },
    },
}

test.case("a stay that ends on a Sunday ends at one, and one that ends later is left alone", function()
    test.expect(test.plan("../sunday-checkout.lua"), {
        rows = { { name = "BK-1 Ito", before = { ends = "2026-11-29 11:00" }, ends = "2026-11-29 13:00" } },
    })
end)

test.case("it can be repeated", function()
    test.expect(test.run("../sunday-checkout.lua", { "13:00" }), { state = "completed", rows = { "BK-1 Ito" } })
    test.clock("2h")
    test.expect(test.plan("../sunday-checkout.lua", { "13:00" }), { rows = {} })
end)
