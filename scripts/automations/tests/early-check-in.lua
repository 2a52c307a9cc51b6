-- Tests of early-check-in.lua.

test.world{
    now = "2026-11-23 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2", "Room 3" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 13:00" },
        { name = "BK-2 Costa", doors = { "Front door", "Room 1" }, starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-3 Nowak", doors = { "Front door", "Room 2" }, starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-4 Kim", doors = { "Front door", "Room 3" }, starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
        { name = "Cleaner Ana", doors = { "Front door", "Room 2" }, starts = "2026-11-24 09:00", ends = "2026-11-24 14:00" },
    },
}

test.case("guests get in earlier where their own room is free, whoever has the front door", function()
    test.expect(test.plan("../early-check-in.lua", { "2026-11-24" }), {
        rows = { { name = "BK-3 Nowak", before = { starts = "2026-11-24 15:00" }, starts = "2026-11-24 12:00" } },
        left_out = { { name = "BK-2 Costa", why = "BK-1 Ito has Room 1 until Tue 24 Nov 13:00" } },
        output = { "2 of 4 stays begin on 2026-11-24" },
    })
end)

test.case("a guest who stays over keeps the room", function()
    test.world{
        now = "2026-11-23 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 3" },
        stays = {
            { name = "BK-4 Kim", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-5 Lee", doors = "Room 3", starts = "2026-11-24 15:00", ends = "2026-11-27 11:00" },
        },
    }
    test.expect(test.plan("../early-check-in.lua", { "2026-11-24" }), {
        rows = {},
        left_out = { { name = "BK-5 Lee", why = "BK-4 Kim has Room 3 until Thu 26 Nov 11:00" } },
    })
end)

test.case("a day on which nobody comes says how many stays were looked at", function()
    test.expect(test.plan("../early-check-in.lua", { "2026-11-25" }), {
        rows = {},
        output = { "0 of 4 stays begin on 2026-11-25" },
    })
end)

test.case("who is in already and who begins by then anyway are counted with the others", function()
    test.world{
        now = "2026-11-24 10:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-24 09:00", ends = "2026-11-26 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-24 11:30", ends = "2026-11-26 11:00" },
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        },
    }
    test.expect(test.plan("../early-check-in.lua", { "2026-11-24" }), {
        rows = { "BK-3 Nowak" },
        output = { "3 of 3 stays begin on 2026-11-24: 1 guest is in already, and 1 begins by 12:00 anyway (BK-2 Costa)" },
    })
end)
