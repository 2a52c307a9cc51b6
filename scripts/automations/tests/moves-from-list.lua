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

test.case("of an old and a new column the new one moves and the old one says who is meant, in five languages and any order", function()
    for _, titles in ipairs{
        { "Departure", "New departure" }, { "Old departure", "Departure" }, { "Departure (old)", "Departure (new)" },
        { "Previous check-out", "Revised check-out" }, { "Current C/O date", "New C/O date" }, { "End", "New end" },
        { "Departure before", "Departure after" }, { "Abreise", "Neue Abreise" }, { "Alte Abreise", "Abreise neu" },
        { "Bisheriges Abreisedatum", "Geaendertes Abreisedatum" }, { "Abreise alt", "Abreise" }, { "Départ", "Nouveau départ" },
        { "Ancienne date de départ", "Date de départ (nouvelle)" }, { "Salida", "Nueva salida" },
        { "Salida anterior", "Salida" }, { "Fecha de salida", "Fecha de salida modificada" }, { "Partenza", "Nuova partenza" },
        { "Partenza precedente", "Partenza modificata" }, { "DATA DI PARTENZA", "NUOVA DATA DI PARTENZA" },
    } do
        local old, new = titles[1], titles[2]
        for _, text in ipairs{
            "booking;" .. old .. ";" .. new .. "\nBK-1;27.11.2026;28.11.2026\nBK-2;26.11.2026;28.11.2026\n",
            new .. ";" .. old .. ";booking\n28.11.2026;27.11.2026;BK-1\n28.11.2026;26.11.2026;BK-2\n",
        } do
            test.expect(test.plan("../moves-from-list.lua", { test.file("moves.csv", text) }), {
                rows = { { name = "BK-1 Ito", starts = "2026-11-25 15:00", ends = "2026-11-28 11:00" } },
                left_out = { { name = "line 3 BK-2", why = "the list says departure 26.11.2026, and BK-2 Costa has" } },
            })
        end
    end
    for _, titles in ipairs{
        { "Arrival", "New arrival" }, { "Anreise", "Neue Anreise" }, { "Ancienne arrivée", "Arrivée" }, { "Llegada", "Nueva llegada" },
        { "Arrivo", "Nuovo arrivo" },
    } do
        local list = test.file("moves.csv", "booking;" .. titles[1] .. ";" .. titles[2]
            .. "\nBK-1;25.11.2026;26.11.2026\nBK-2;24.11.2026;26.11.2026\n")
        test.expect(test.plan("../moves-from-list.lua", { list }), {
            rows = { { name = "BK-1 Ito", starts = "2026-11-26 15:00", ends = "2026-11-27 11:00" } },
            left_out = { { name = "line 3 BK-2", why = "the list says arrival 24.11.2026" } },
        })
    end
end)

test.case("beside a new column what is not called new is what the stay has", function()
    local list = test.file("moves.csv", "booking;Arrival;Departure;New departure\nBK-1;25.11.2026;27.11.2026;28.11.2026\n"
        .. "BK-2;24.11.2026;27.11.2026;28.11.2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", starts = "2026-11-25 15:00", ends = "2026-11-28 11:00" } },
        left_out = { { name = "line 3 BK-2", why = "the list says arrival 24.11.2026" } },
    })
    test.expect(test.plan("../moves-from-list.lua", { list, ends = "New departure" }), { rows = { "BK-1 Ito" } })
    list = test.file("moves.csv", "booking;Departure;New departure time\nBK-1;27.11.2026;13:00\nBK-2;28.11.2026;13:00\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-27 13:00" } }, left_out = { "line 3 BK-2" },
    })
    -- A list that was sent already finds its stays where they were to go.
    list = test.file("moves.csv", "booking;Departure;New departure\nBK-1;26.11.2026;27.11.2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" } }, left_out = {},
    })
end)

test.case("columns of which it is not clear which is the new one stop the list, and an argument chooses", function()
    for _, case in ipairs{
        { "New departure;Revised departure", 'ends="Revised departure"' }, { "Departure from;Departure to", 'ends="Departure to"' },
        { "Abreise von;Abreise auf", 'ends="Abreise auf"' },
    } do
        local list = test.file("moves.csv", "booking;" .. case[1] .. "\nBK-1;27.11.2026;28.11.2026\n")
        test.expect(test.plan("../moves-from-list.lua", { list }), { message = "beside" })
        test.expect(test.plan("../moves-from-list.lua", { list }), { message = "The whole line: keyshift plan moves-from-list " })
        test.expect(test.plan("../moves-from-list.lua", { list, ends = case[2]:match('"(.*)"') }), {
            rows = { { name = "BK-1 Ito", starts = "2026-11-25 15:00", ends = "2026-11-28 11:00" } },
        })
    end
    local list = test.file("moves.csv", "booking;New departure;Departure time\nBK-1;28.11.2026;10:00\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), { message = 'end_hour="Departure time"' })
    test.expect(test.plan("../moves-from-list.lua", { list, end_hour = "Departure time" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-28 10:00" } },
    })
    test.expect(test.plan("../moves-from-list.lua", { list, end_hour = "none" }), { rows = { { name = "BK-1 Ito", ends = "2026-11-28 11:00" } } })
end)

test.case("a name whose room is another one has the line that moves its stay, and none that would be refused", function()
    local list = test.file("moves.csv", "Guest;Room;Departure\nIto;2;28.11.2026\nCosta;1;27.11.2026\nCosta;1;23.11.2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = {},
        left_out = {
            { name = "line 2 Ito", why = '; if BK-1 Ito is meant: keyshift move "BK-1 Ito" --ends "2026-11-28 11:00"' },
            { name = "line 3 Costa", why = "and BK-2 Costa has Room 2" }, { name = "line 4 Costa", why = "and BK-2 Costa has Room 2" },
        },
    })
end)

test.case("a column of rooms that has sorts of rooms is told once and not compared, and a name that two have means none", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
            { name = "BK-3 Costa", doors = "Room 3", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        },
    }
    local list = test.file("moves.csv", "Guest;Room;Departure\nIto;Double;28.11.2026\nCosta;Suite sea view;28.11.2026\n")
    test.expect(test.plan("../moves-from-list.lua", { list }), {
        rows = { "BK-1 Ito" }, left_out = { { name = "line 3 Costa", why = "2 stays have it: " } },
        output = { "the list has 2 lines, and 1 stay of it is here", 'no cell of the column "Room" is a room here ("Double" and "Suite sea view"): it is not compared' },
    })
    -- One room among them, or names that are of no sort, may be rooms of another house.
    for _, rooms in ipairs{ { "Double", "2" }, { "Rosengarten", "Tulpe" }, { "401", "Double 402b" } } do
        list = test.file("moves.csv", "Guest;Room;Departure\nIto;" .. rooms[1] .. ";28.11.2026\nCosta;" .. rooms[2] .. ";28.11.2026\n")
        test.expect(test.plan("../moves-from-list.lua", { list }), {
            rows = rooms[2] == "2" and { "BK-2 Costa" } or {},
            left_out = {
                { name = "line 2 Ito", why = "no door is called so" },
                rooms[2] ~= "2" and { name = "line 3 Costa", why = "none of them has room" } or nil,
            },
        })
    end
end)
