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
