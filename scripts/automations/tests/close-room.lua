-- Tests of close-room.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "New front door", { name = "Room 1", online = false }, "Room 2", "Room 3", "Room 1 new" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        { name = "BK-2 Costa", doors = { "Front door", "Room 1" }, starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-3 Nowak", doors = { "Front door", "Room 1" }, starts = "2026-11-27 15:00", ends = "2026-11-29 11:00" },
        { name = "BK-4 Kim", doors = { "Front door", "Room 2" }, starts = "2026-11-23 15:00", ends = "2026-11-25 11:00" },
        { name = "BK-5 Haas", doors = "Room 3", starts = "2026-11-26 15:00", ends = "2026-11-28 11:00" },
        { name = "Cleaner Ana", doors = { "Front door", "Room 1" }, starts = "2026-11-24 09:00", ends = "2026-11-24 14:00" },
        { name = "Plumber", doors = "Room 1", linked = false },
    },
}

test.case("each stay of the room gets the first one that is free, and what finds none is left out", function()
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 2, Room 3" }), {
        rows = {
            { name = "BK-1 Ito", doors = { "Front door", "Room 1", "Room 3" }, because = "Room 1 is closed" },
            { name = "BK-2 Costa", doors = { "Front door", "Room 1", "Room 2" } },
            { name = "BK-3 Nowak", doors = { "Front door", "Room 1", "Room 2" } },
        },
        left_out = { { name = "Plumber", why = "has no end" } },
        output = { "3 of 3 stays on Room 1 move", "1 of staff keep their codes there; who=everybody moves them, too" },
    })
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 3" }), {
        rows = { { name = "BK-1 Ito" } },
        left_out = {
            { name = "BK-2 Costa", why = "BK-5 Haas has Room 3 until Sat 28 Nov 11:00" },
            { name = "BK-3 Nowak", why = "no room is free" }, "Plumber",
        },
    })
end)

test.case("all go to the new lock, and later arrivals keep a room that is open again", function()
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 1 new", who = "everybody" }), {
        rows = { "BK-1 Ito", "BK-2 Costa", "BK-3 Nowak", "Cleaner Ana" }, left_out = { "Plumber" },
    })
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 1 new", ["until"] = "2026-11-27" }), {
        rows = { "BK-1 Ito", "BK-2 Costa" }, left_out = { "Plumber" },
    })
    test.expect(test.plan("../close-room.lua", { "Front door", to = "New front door" }), {
        rows = { "BK-1 Ito", "BK-2 Costa", "BK-3 Nowak", "BK-4 Kim" }, left_out = {},
    })
end)

test.case("a room that is not there stops the script", function()
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 9" }), { state = "failed", message = 'no door "Room 9"' })
    test.expect(test.plan("../close-room.lua", { "Room 1", to = "Room 1" }), { state = "failed", message = "is closed" })
end)
