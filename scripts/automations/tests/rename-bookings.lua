-- Tests of rename-bookings.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1" },
    stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" } },
}

test.case("a booking gets its new name and keeps its hours", function()
    local names = test.file("names.csv", "old,new\nBK-1 Ito,BK-1 Sato\n")
    test.expect(test.run("../rename-bookings.lua", { names }), {
        state = "completed",
        rows = {
            { name = "BK-1 Ito", before = { name = "BK-1 Ito" }, after = { name = "BK-1 Sato", ends = "2026-11-24 11:00" } },
        },
    })
    -- Its first name is gone now.
    test.expect(test.plan("../rename-bookings.lua", { names }), { state = "failed", message = "BK-1 Ito" })
end)

test.case("a booking that the list has in another room keeps its name", function()
    local names = test.file("names.csv", "old,new,Room\nBK-1 Ito,BK-1 Sato,7\n")
    test.expect(test.plan("../rename-bookings.lua", { names }), {
        rows = {}, left_out = { { name = "line 2 BK-1 Ito", why = "the list says room 7" } },
    })
    test.expect(test.plan("../rename-bookings.lua", { names, ignore = "room" }), { rows = { "BK-1 Ito" } })
end)
