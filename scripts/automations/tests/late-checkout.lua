-- Tests of late-checkout.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", { name = "Cabin", zone = "America/Toronto" } },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Costa", doors = "Room 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-3 Nowak", doors = "Cabin", starts = "2026-11-23 15:00", ends = "2026-11-24 22:00" },
        { name = "Plumber", doors = "Front door", linked = false },
    },
}

test.case("the stays that end on the day, on the clock of their doors, get two hours more", function()
    local plan = test.plan("../late-checkout.lua", { "2026-11-24" })
    test.expect(plan, {
        rows = {
            {
                name = "BK-1 Ito", doors = { "Front door", "Room 1" }, zone = "Europe/Lisbon",
                before = { ends = "2026-11-24 11:00" }, after = { starts = "2026-11-22 15:00", ends = "2026-11-24 13:00" },
                because = "late checkout on 2026-11-24",
            },
            { name = "BK-3 Nowak", zone = "America/Toronto", ends = "2026-11-25 00:00" },
        },
        left_out = {},
    })
end)

test.case("another duration can be given by its name", function()
    test.expect(test.plan("../late-checkout.lua", { date = "2026-11-27", by = "90m" }), {
        rows = { { name = "BK-2 Costa", ends = "2026-11-27 12:30" } },
    })
end)

test.case("what is sent reaches the doors, and the same again is refused", function()
    local run = test.run("../late-checkout.lua", { "2026-11-24", "1h" })
    test.expect(run, {
        state = "completed",
        rows = {
            { name = "BK-1 Ito", ends = "2026-11-24 12:00", status = "applied" },
            { name = "BK-3 Nowak", ends = "2026-11-24 23:00", status = "applied" },
        },
    })
    test.expect(test.plan("../late-checkout.lua", { "2026-11-24", "1h" }), { refusal = "recent" })
end)

test.case("a stay that would meet the next guest is refused, or left out where that is asked for", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = "Room 1", starts = "2026-11-24 14:00", ends = "2026-11-27 11:00" },
        },
    }
    test.expect(test.plan("../late-checkout.lua", { "2026-11-24", "4h" }), { refusal = "overlap", message = "BK-2 Costa" })
    test.expect(test.plan("../late-checkout.lua", { "2026-11-24", "4h" }, { leave_out = "overlap" }), {
        rows = {},
        left_out = { { name = "BK-1 Ito", why = "overlap" } },
    })
end)
