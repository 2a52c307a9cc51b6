-- Tests of change-rooms.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2", "Room 3", "Room 4", "Pool" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-2 Costa", doors = { "Front door", "Room 2" }, starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-3 Nowak", doors = { "Front door", "Room 3", "Pool" }, starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
    },
}

test.case("a stay gets its other room and keeps the front door, and a second run finds it there", function()
    local list = test.file("rooms.csv", "Booking no;From;To\nBK-1;Room 1;Room 4\nBK-3;3;1\nBK-9;Room 1;Room 2\n")
    local hours = { starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" }
    local none = { starts = false, ends = false }
    test.expect(test.run("../change-rooms.lua", { list }, { allow = "overlap" }), {
        state = "completed",
        rows = {
            {
                name = "BK-1 Ito", because = "line 2",
                members = {
                    { door = "Front door", before = hours, after = hours },
                    { door = "Room 1", before = hours, after = none }, { door = "Room 4", before = none, after = hours },
                },
            },
            { name = "BK-3 Nowak", doors = { "Front door", "Pool", "Room 1", "Room 3" } },
        },
        left_out = { { name = "line 4 BK-9", why = "no group is known by" } },
    })
    test.expect(test.plan("../change-rooms.lua", { list }), {
        rows = {}, output = { "the list has 3 lines: 0 stays get another room, 2 are there already" },
    })
end)

test.case("two stays change places, without a room that they give up", function()
    test.expect(test.run("../change-rooms.lua", { test.file("rooms.csv", "booking,room\nIto,2\nCosta,Room 1\n") }), {
        state = "completed",
        rows = {
            { name = "BK-1 Ito", doors = { "Front door", "Room 1", "Room 2" } },
            { name = "BK-2 Costa", doors = { "Front door", "Room 1", "Room 2" } },
        },
        left_out = {},
    })
end)

test.case("what is not certain is left out, with its line and the reason", function()
    local list = test.file("rooms.csv", "booking,from,to\nBK-3,,Room 4\nBK-1,Room 2,Room 4\nBK-2,,Room 9\nBK-2,,\nBK-2,,Room\n")
    test.expect(test.plan("../change-rooms.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 BK-3", why = "the line does not say which it gives up" },
            { name = "line 3 BK-1", why = 'BK-1 Ito has Front door, Room 1, and of them there is no door "Room 2"' },
            { name = "line 4 BK-2 Costa", why = 'there is no door "Room 9"' }, { name = "line 5 BK-2 Costa", why = "the line says no room" },
            { name = "line 6 BK-2 Costa", why = '4 doors are named "Room"' },
        },
    })
    test.expect(test.plan("../change-rooms.lua", { test.file("two.csv", "booking,to\nBK-2,Room 4\nCosta,Pool\n") }), {
        rows = {}, left_out = { { name = "line 2 BK-2 Costa", why = "neither counts" }, { name = "line 3 BK-2 Costa", why = "neither counts" } },
    })
end)

test.case("the room that is given up says which guest of a name is meant, and the new room is no contradiction", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3", "Room 4" },
        stays = {
            { name = "BK-1 Vargas", doors = "Room 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
            { name = "BK-2 Vargas", doors = "Room 2", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
            { name = "BK-3 Ito", doors = "Room 3", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        },
    }
    local list = test.file("rooms.csv", "Guest;From;New room;Arrival\nVargas;2;4;25.11.2026\nIto;3;1;26.11.2026\n")
    test.expect(test.plan("../change-rooms.lua", { list }, { allow = "overlap" }), {
        rows = { "BK-2 Vargas" },
        left_out = { { name = "line 3 Ito", why = "the list says arrival 26.11.2026, and BK-3 Ito has Room 3 from 2026-11-25 to 2026-11-27" } },
    })
end)

test.case("a name that has another room or day than the line has the line that gives its stay the new room", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" } },
    }
    local list = test.file("rooms.csv", "Guest;New room;Arrival\nIto;Room 3;26.11.2026\n")
    test.expect(test.plan("../change-rooms.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 Ito", why = '; if BK-1 Ito is meant: keyshift change-room "BK-1 Ito" --to "Room 3" --from "Room 1"' },
        },
    })
end)
