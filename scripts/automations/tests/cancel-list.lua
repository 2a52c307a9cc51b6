-- Tests of cancel-list.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2", "Room 3" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
        { name = "BK-2 Costa", doors = { "Front door", "Room 2" }, starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-3 Nowak", doors = { "Front door", "Room 3" }, starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-4 Nowak", doors = "Room 3", starts = "2026-11-28 15:00", ends = "2026-11-29 11:00" },
    },
}

test.case("stays are cancelled by their bookings or their names, and what is not certain is left out", function()
    local list = test.file("cancelled.csv", "\239\187\191Reservation;Reason\r\nBK-2;ill\r\nCosta;ill\r\nNowak;ill\r\nBK-9;ill\r\n;\r\nBK-4;ill\r\n")
    test.expect(test.run("../cancel-list.lua", { list }), {
        state = "completed",
        rows = {
            { name = "BK-2 Costa", doors = { "Front door", "Room 2" }, because = "line 2", status = "applied" },
            { name = "BK-4 Nowak", because = "line 7" },
        },
        left_out = {
            { name = "line 3 BK-2 Costa", why = "it is on line 2 already" }, { name = "line 4 Nowak", why = "2 stays have it: BK-3 Nowak" },
            { name = "line 5 BK-9", why = "no group is known by" },
        },
        output = { "the list has 5 lines, and 2 stays of it are here" },
    })
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = { "BK-3 Nowak" },
        left_out = { { name = "line 2 BK-2", why = "no group" }, "line 3 Costa", "line 5 BK-9", "line 7 BK-4" },
    })
end)

test.case("who can open a door now is cancelled only where that is meant", function()
    local list = test.file("cancelled.csv", "booking\nBK-1\nBK-2\n")
    test.expect(test.run("../cancel-list.lua", { list }), { refusal = "lockout", message = "BK-1 Ito" })
    test.expect(test.plan("../cancel-list.lua", { list }, { leave_out = "lockout" }), {
        rows = { "BK-2 Costa" }, left_out = { { name = "BK-1 Ito", why = "lockout" } },
    })
    test.expect(test.run("../cancel-list.lua", { list }, { allow = "lockout" }), {
        state = "completed", rows = { "BK-1 Ito", "BK-2 Costa" },
    })
end)

test.case("a line whose guest is another than the stay's is left out", function()
    local list = test.file("cancelled.csv", "Booking;Guest\nBK-2;Costa, Rui\nBK-3;Costa\n")
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = { { name = "BK-2 Costa" } },
        left_out = { { name = "line 3 BK-3", why = 'the list says "Costa", and this is BK-3 Nowak' } },
    })
end)

test.case("a surname that one stay has is not enough where the line says another house, room or day", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = {
            { name = "Fort House Room 202", house = "Fort House" }, { name = "Lakeside Inn 206", house = "Lakeside Inn" },
            { name = "Lakeside Inn 203", house = "Lakeside Inn" }, { name = "Harbour House Room 203", house = "Harbour House" },
        },
        stays = {
            { name = "BK-1 Unikat", doors = "Lakeside Inn 206", starts = "2027-01-10 15:00", ends = "2027-01-12 11:00" },
            { name = "BK-2 Nowak", doors = "Lakeside Inn 203", starts = "2027-01-10 15:00", ends = "2027-01-12 11:00" },
            { name = "BK-3 Nowak", doors = "Harbour House Room 203", starts = "2027-01-20 15:00", ends = "2027-01-22 11:00" },
        },
    }
    local list = test.file("cancelled.csv", table.concat({
        "Guest;Hotel;Room;Arrival;Departure", "Unikat;Fort House;202;01.12.2026;02.12.2026",
        "Unikat;Lakeside Inn;Room 206;10/01/2027;12 Jan 2027", "Nowak;Lakeside;Zi. 203;;", "Nowak;;203;20.01.2027;",
        "Nowak;;999;;", "",
    }, "\n"))
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = { { name = "BK-1 Unikat", because = "line 3" }, { name = "BK-2 Nowak", because = "line 4" }, { name = "BK-3 Nowak", because = "line 5" } },
        left_out = {
            {
                name = "line 2 Unikat",
                why = 'the list says room 202, house "Fort House", arrival 01.12.2026 and departure 02.12.2026, and BK-1 Unikat has '
                    .. "Lakeside Inn 206 from 2027-01-10 to 2027-01-12",
            },
            { name = "line 6 Nowak", why = "2 stays have it, and none of them has room 999: BK-2 Nowak (Lakeside Inn 203); BK-3 Nowak" },
        },
    })
end)

test.case("a number whose room is another one is left out with both, and ignore=room goes by the number", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "HH Room 201", "HH Room 205", "HH Suite Rose" },
        stays = {
            { name = "BK-1 Ito", doors = "HH Room 205", starts = "2027-01-10 15:00", ends = "2027-01-12 11:00" },
            { name = "BK-2 Costa", doors = "HH Room 201", starts = "2027-01-10 15:00", ends = "2027-01-12 11:00" },
        },
    }
    local list = test.file("cancelled.csv", "Nr;Gast;Zimmer;Booking\n1;Ito;Zimmer 201;BK-1\n2;Costa;Rosengarten;BK-2\n3;Costa;HH-205;\n")
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 BK-1", why = 'the list says room "Zimmer 201", and BK-1 Ito has HH Room 205; ignore=room goes by the number alone' },
            { name = "line 3 BK-2", why = 'the list says room "Rosengarten" (no door is called so), and BK-2 Costa has HH Room 201; ignore=room goes' },
            { name = "line 4", why = 'the list says room "HH-205", and BK-2 Costa has HH Room 201' },
        },
    })
    test.expect(test.plan("../cancel-list.lua", { list, ignore = "room" }), { rows = { "BK-1 Ito", "BK-2 Costa" } })
    list = test.file("cancelled.csv", "Guest;Room\nCosta;205\nIto;Rosengarten\n")
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 Costa", why = "the list says room 205, and BK-2 Costa has HH Room 201" },
            { name = "line 3 Ito", why = "ignore=room compares no rooms" },
        },
    })
    -- A name alone can be another guest's, whatever is ignored.
    test.expect(test.plan("../cancel-list.lua", { list, ignore = "room" }), {
        rows = { "BK-1 Ito" }, left_out = { { name = "line 2 Costa", why = "the list says room 205" } },
    })
end)

test.case("a name whose room is another one has the line that cancels its stay, or shows it where the guest is inside", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-27 15:00", ends = "2026-11-29 11:00" },
        },
    }
    local list = test.file("cancelled.csv", "Guest;Room\nIto;3\nCosta;3\n")
    test.expect(test.plan("../cancel-list.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 Ito", why = '; if BK-1 Ito is meant: keyshift find "BK-1 Ito"' },
            { name = "line 3 Costa", why = '; if BK-2 Costa is meant: keyshift cancel "BK-2 Costa"' },
        },
    })
end)
