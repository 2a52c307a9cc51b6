-- Tests of reconcile.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", "Room 2", "Room 3" },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
    },
}

local function table_of_bookings()
    return test.file("bookings.csv", table.concat({
        "booking,arrives,leaves",
        "BK-1,2026-11-22 15:00,2026-11-25 11:00",
        "BK-2,2026-11-22 15:00,2026-11-26 12:00",
        "BK-9,2026-11-22 15:00,2026-11-26 12:00",
        "",
    }, "\n"))
end

test.case("the report says what differs, and changes nothing", function()
    local plan = test.plan("../reconcile.lua", { table_of_bookings() })
    test.expect(plan, { rows = {}, output = "BK-9\tis not on the doors: no group is booked as" })
    test.expect(plan, { output = "BK-3 Nowak\tis not in the table" })
    test.expect(#plan.output, 3)
end)

test.case("what=move records the hours of the table", function()
    test.expect(test.plan("../reconcile.lua", { table_of_bookings(), what = "move" }), {
        rows = { { name = "BK-2 Costa", after = { starts = "2026-11-22 15:00", ends = "2026-11-26 12:00" } } },
    })
end)

test.case("a room that differs is told, and such a stay is not moved", function()
    local list = test.file("bookings.csv", "booking,arrives,leaves,room\n"
        .. "BK-1,2026-11-22 15:00,2026-11-25 11:00,1\nBK-2,2026-11-22 15:00,2026-11-26 12:00,3\n")
    local plan = test.plan("../reconcile.lua", { list, what = "move" })
    test.expect(plan, { rows = {}, left_out = { { name = "BK-2 Costa", why = "the list says room 3, and BK-2 Costa has Room 2" } } })
    test.expect(test.plan("../reconcile.lua", { list, what = "move", ignore = "all" }), { rows = { "BK-2 Costa" } })
end)
