-- Tests of cleaner-windows.lua.

local front = "Front door"

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { front, "Room 1", "Room 2", "Room 3", "Room 4" },
    stays = {
        { name = "BK-1 Ito", doors = { front, "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Costa", doors = { front, "Room 1" }, starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-3 Nowak", doors = { front, "Room 2" }, starts = "2026-11-22 15:00", ends = "2026-11-24 10:00" },
        { name = "BK-4 Kim", doors = { front, "Room 3" }, starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-5 Haas", doors = { front, "Room 4" }, starts = "2026-11-22 15:00", ends = "2026-11-24 14:00" },
        { name = "BK-6 Lee", doors = { front, "Room 4" }, starts = "2026-11-24 14:15", ends = "2026-11-26 11:00" },
    },
}

test.case("the cleaners get the time between two guests, and a second run adds nothing", function()
    test.expect(test.run("../cleaner-windows.lua", { "2026-11-24", with = front }), {
        state = "completed",
        rows = {
            {
                name = "Cleaner Room 1", doors = { front, "Room 1" }, starts = "2026-11-24 11:00", ends = "2026-11-24 15:00",
                because = "BK-1 Ito leaves",
            },
            { name = "Cleaner Room 2", doors = { front, "Room 2" }, starts = "2026-11-24 10:00", ends = "2026-11-24 18:00" },
        },
        left_out = { { name = "Room 4", why = "BK-5 Haas leaves at 14:00, and BK-6 Lee comes at 14:15" } },
        output = { "2 of 4 rooms have a gap for the cleaners" },
    })
    test.expect(test.plan("../cleaner-windows.lua", { with = front }), { rows = {}, left_out = { "Room 4" } })
end)

test.case("a checkout that moves takes the cleaners' time along, and one on another day ends it", function()
    test.expect(test.run("../cleaner-windows.lua"), { rows = { "Cleaner Room 1", "Cleaner Room 2" } })
    test.expect(test.run("../checkout-at.lua", { "2026-11-24", "13:00" }, { allow = "shorten" }), {
        rows = { "BK-1 Ito", "BK-3 Nowak" }, left_out = { "BK-5 Haas" },
    })
    test.expect(test.run("../cleaner-windows.lua"), {
        rows = {
            { name = "Cleaner Room 1", before = { starts = "2026-11-24 11:00" }, starts = "2026-11-24 13:00", ends = "2026-11-24 15:00" },
            { name = "Cleaner Room 2", before = { starts = "2026-11-24 10:00" }, starts = "2026-11-24 13:00", ends = "2026-11-24 18:00" },
        },
    })
    test.expect(test.run("../road-closed.lua", { "2026-11-24" }, { allow = { "recent", "overlap" } }), {
        rows = { "BK-1 Ito", "BK-3 Nowak", "BK-5 Haas" },
    })
    test.expect(test.run("../cleaner-windows.lua"), {
        state = "completed",
        rows = { { name = "Cleaner Room 1", because = "nobody leaves" }, { name = "Cleaner Room 2", because = "nobody leaves" } },
        left_out = {},
    })
    test.expect(test.plan("../cleaner-windows.lua"), { rows = {}, left_out = {} })
end)

test.case("cleaners lose their time to a guest, also while they are in the room", function()
    test.expect(test.run("../cleaner-windows.lua"), { rows = { "Cleaner Room 1", "Cleaner Room 2" } })
    test.clock("2026-11-24 12:00")
    test.expect(test.run("../early-check-in.lua", { "2026-11-24", "12:30" }), { rows = { "BK-2 Costa" }, left_out = { "BK-6 Lee" } })
    test.expect(test.run("../cleaner-windows.lua", { ["until"] = "17:00" }), {
        rows = {
            { name = "Cleaner Room 1", starts = "2026-11-24 11:00", ends = "2026-11-24 12:30" },
            { name = "Cleaner Room 2", ends = "2026-11-24 17:00" },
        },
    })
end)
