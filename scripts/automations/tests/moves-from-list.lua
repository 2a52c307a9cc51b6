-- Tests of moves-from-list.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", "Room 2" },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
    },
}

test.case("a line moves what it says, and nothing else", function()
    local list = test.file("moves.csv", "Booking no;Arrival;Departure\nBK-1;;28/11/2026 12:00\nBK-2;26/11/2026;\nBK-9;;28/11/2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list, dates = "dmy" }), {
        rows = {
            {
                name = "BK-1 Ito", before = { starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
                starts = "2026-11-25 15:00", ends = "2026-11-28 12:00", because = "line 2",
            },
            { name = "BK-2 Costa", starts = "2026-11-26 15:00", ends = "2026-11-27 11:00" },
        },
        left_out = { { name = "line 4 BK-9", why = "BK-9" } },
    })
end)

test.case("two lines that say different hours of one stay leave it alone", function()
    local list = test.file("moves.csv", "booking,ends\nBK-1,2026-11-28\nBK-1,2026-11-29\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = {},
        left_out = { { name = "line 2 BK-1 Ito", why = "line 3 says other hours" }, { name = "line 3 BK-1 Ito", why = "neither counts" } },
    })
end)

test.case("days are read in the forms of lists, and a day in a column of hours is told with the options for days", function()
    local list = test.file("moves.csv", "booking;guest;end;ETA\nBK-1;Ito;28.11.26;\nBK-2;Costa;1. Dez. 2026;\nBK-2;Costa;;26.11.26\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-28 11:00" }, { name = "BK-2 Costa", ends = "2026-12-01 11:00" } },
        left_out = {
            { name = "line 4 BK-2 Costa", why = 'is a day, and no hour; write 13:00, 1pm or +2h; a column of days is told as starts="ETA"' },
        },
    })
end)

test.case("a line whose guest is another than the stay's is left out", function()
    local list = test.file("moves.csv", "Booking;Guest;Until\nBK-1;Nowak;2026-11-27 13:00\nBK-2;Cósta;2026-11-27 13:00\n")
    test.expect(test.plan("../moves-from-list.lua", { list, ends = "Until" }), {
        rows = { { name = "BK-2 Costa", ends = "2026-11-27 13:00" } },
        left_out = { { name = "line 2 BK-1 Nowak", why = "and this is BK-1 Ito" } },
    })
end)

test.case("a line whose room is another than the stay's is left out, whatever its hours are", function()
    local list = test.file("moves.csv", "Conf. no;Zimmer;Departure\nBK-1;2;28.11.2026\nBK-2;Zi 2;28.11.2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { "BK-2 Costa" },
        left_out = { { name = "line 2 BK-1", why = "the list says room 2, and BK-1 Ito has Room 1; ignore=room goes by the number alone" } },
    })
    test.expect(test.plan("../moves-from-list.lua", { list, ignore = "room" }), { rows = { "BK-1 Ito", "BK-2 Costa" } })
end)
