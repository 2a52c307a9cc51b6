-- Tests of late-checkout-list.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Room 1", "Room 2", "Room 3" },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
    },
}

test.case("the bookings of the list get more time, and the plan says why others do not", function()
    local list = test.file("tonight.csv", "booking\nBK-1\nBK-3\nBK-9\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24", by = "3h" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 14:00", because = "line 2" } },
        left_out = { "line 3 BK-3", { name = "line 4 BK-9", why = "no group is known by" } },
    })
end)

test.case("a line that cannot be read is left out with its reason, and the others go on", function()
    local list = test.file("tonight.csv", "Buchung;Std\nBK-1;3\nBK-2;viele\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 14:00" } },
        left_out = { { name = "line 3 BK-2", why = "column Std has" } },
    })
end)

test.case("a column that looks like hours and has no name that is known stops the list", function()
    local list = test.file("tonight.csv", "booking;Wunsch\nBK-1;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), { message = 'hour="Wunsch"' })
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24", hour = "Wunsch" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } },
    })
end)

test.case("an hour in the list is the new end, and two different ones leave the stay alone", function()
    local list = test.file("tonight.csv", "Reservation;Time\nBK-1;13:30\nBK-2;12:00\nBK-2;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:30" } },
        left_out = { { name = "line 3 BK-2 Costa", why = "another hour" }, { name = "line 4 BK-2 Costa", why = "neither counts" } },
        output = { "the list has 3 lines, and 2 stays of it are here" },
    })
end)

test.case("days are read in the forms of lists, and a line that is left out has its guest", function()
    local list = test.file("tonight.csv", "booking;guest;until;Abreise\nBK-1;Ito;13:00;24.11.26\n"
        .. "BK-2;Costa;12:30;24. Nov. 2026\nBK-3;Nowak;13:00;24 de noviembre de 2026\nBK-9;Meyer;13:00;Nov 24, 2026\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" }, { name = "BK-2 Costa", ends = "2026-11-24 12:30" } },
        left_out = { { name = "line 4 BK-3 Nowak", why = "not on" }, { name = "line 5 BK-9 Meyer", why = "no group" } },
        output = { "the list has 4 lines, and 3 stays of it are here" },
    })
end)

test.case("a day of two readings is told with the option as it is typed, and one line is counted as one", function()
    local list = test.file("tonight.csv", "booking;until;day\nBK-1;13:00;01-12-2026\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), { message = "say dates=dmy or dates=mdy" })
    list = test.file("tonight.csv", "booking;until\nBK-1;24.11.26\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, by = "1h" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 12:00" } },
        output = { "the list has 1 line, and 1 stay of it is here" },
    })
end)

test.case("a line whose guest is another than the stay's is left out, and accents and order are no difference", function()
    local list = test.file("tonight.csv", "Buchung;Gast;Bis\nBK-1;Müller, Ana;13:00\nBK-2;Herr CÓSTA;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = { { name = "BK-2 Costa", ends = "2026-11-24 13:00" } },
        left_out = { { name = "line 2 BK-1 Müller, Ana", why = 'the list says "Müller, Ana", and this is BK-1 Ito' } },
    })
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24", guest = "none" }), {
        rows = { { name = "BK-1 Ito" }, { name = "BK-2 Costa" } },
    })
end)

test.case("a day on the command line that is another than the line's leaves the line out, with both days", function()
    local list = test.file("tonight.csv", "booking;until;Abreise\nBK-1;13:00;25.11.2026\nBK-2;12:30;24.11.2026\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = { { name = "BK-2 Costa", ends = "2026-11-24 12:30" } },
        left_out = { { name = "line 2 BK-1", why = "the line says 2026-11-25, and the command line 2026-11-24" } },
    })
    list = test.file("tonight.csv", "booking;until;Abreise\nBK-1;24.11.2026 13:00;25.11.2026\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), {
        rows = {}, left_out = { { name = "line 2 BK-1", why = "the line says two days, 2026-11-24 and 2026-11-25" } },
    })
end)

test.case("of a line that could not be read the summary says that, and not that its stay is away", function()
    local list = test.file("tonight.csv", "Buchung;Std\nBK-1;3\nBK-2;viele\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        left_out = { { name = "line 3 BK-2", why = 'column Std has "viele"' } },
        output = { "the list has 2 lines: 1 could not be read, and 1 stay of the others is here" },
    })
    list = test.file("tonight.csv", "Buchung;Std\nBK-2;viele\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = {}, output = "the list has 1 line, and it could not be read",
    })
end)

test.case("the columns of a late checkout are known in five languages, with accents and without", function()
    for _, title in ipairs{
        "Late check-out", "Spätabreise bis", "Spaetabreise bis", "Spatabreise bis", "SPÄTABREISE", "Départ tardif",
        "Depart tardif jusqu'a", "Heure de depart tardif", "Salida tardía hasta", "Hora de salida tardia", "Prorroga hasta",
        "Partenza posticipata", "Check-out posticipato", "Late check-out fino alle",
    } do
        local list = test.file("tonight.csv", "booking;" .. title .. "\nBK-1;13:00\n")
        test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
            rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } }, left_out = {},
        })
    end
end)

test.case("a list with guests only finds them whatever their accents, and two that may be meant are left alone", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3", "Room 4" },
        stays = {
            { name = "BK-1 José García", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Müller", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-3 Jörg", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-4 Joerg", doors = "Room 4", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        },
    }
    local list = test.file("tonight.csv", "Gast;bis\nGarcia Jose;13:00\nMueller;12:00\nJorg;12:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = {
            { name = "BK-1 José García", ends = "2026-11-24 13:00" }, { name = "BK-2 Müller", ends = "2026-11-24 12:00" },
        },
        left_out = { { name = "line 4 Jorg", why = "2 stays have it: " } },
    })
end)

test.case("the room of a line chooses among several guests of a name, and the day does not", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = {
            { name = "Cedar Lodge Room 203", house = "Cedar Lodge" }, { name = "Cedar Lodge Room 205", house = "Cedar Lodge" },
            { name = "Harbour House Room 201", house = "Harbour House" },
        },
        stays = {
            { name = "BK-1 Vargas", doors = "Cedar Lodge Room 203", starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-2 Vargas", doors = "Cedar Lodge Room 205", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
            { name = "BK-3 Byrne", doors = "Harbour House Room 201", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        },
    }
    local list = test.file("v.csv", "Guest;Room;Checkout\nVargas;203;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-25" }), {
        rows = {}, left_out = { { name = "line 2 Vargas", why = "BK-1 Vargas ends on 2026-11-26, not on 2026-11-25" } },
    })
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-26" }), { rows = { "BK-1 Vargas" } })
    list = test.file("v.csv", "Guest;Hotel;Room;Checkout\nByrne;Cedar Lodge;203;14:00\nByrne;HH;HH-201;14:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-25" }), {
        rows = { { name = "BK-3 Byrne", because = "line 3" } },
        left_out = { { name = "line 2 Byrne", why = 'the list says room 203 and house "Cedar Lodge", and BK-3 Byrne has Harbour House Room 201' } },
    })
end)

test.case("in a column that was named as one of hours 13 is one, and what is left out stands in the order of the lines", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        },
    }
    local list = test.file("tonight.csv", "booking;Wunsch\nBK-2;14:00\nBK-9;13\nBK-2;15:00\nBK-1;13\n")
    local plan = test.plan("../late-checkout-list.lua", { list, "2026-11-24", hour = "Wunsch" })
    test.expect(plan, { rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } } })
    local names = {}
    for place, left in ipairs(plan.left_out) do names[place] = left.name end
    test.expect(table.concat(names, ", "), "line 2 BK-2 Costa, line 3 BK-9, line 4 BK-2 Costa")
end)

test.case("a new departure beside the old one is the new end, and a new day is not passed over", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        },
    }
    for _, titles in ipairs{
        { "Departure", "New departure" }, { "Old departure", "New departure" }, { "Old check-out", "Check-out" },
        { "Previous departure", "Late checkout until" }, { "Abreise", "Abreise (neu)" }, { "Bisherige Abreise", "Spätabreise bis" },
        { "Ancien départ", "Départ" }, { "Salida anterior", "Salida nueva" }, { "Partenza", "Partenza modificata" },
    } do
        for _, text in ipairs{
            "booking;" .. titles[1] .. ";" .. titles[2] .. "\nBK-1;24.11.2026;13:00\nBK-2;24.11.2026;13:00\n",
            titles[2] .. ";" .. titles[1] .. ";booking\n13:00;24.11.2026;BK-1\n13:00;24.11.2026;BK-2\n",
        } do
            test.expect(test.plan("../late-checkout-list.lua", { test.file("tonight.csv", text) }), {
                rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } },
                left_out = { { name = "line 3 BK-2", why = "ends on 2026-11-25, not on 2026-11-24" } },
            })
        end
    end
    local list = test.file("tonight.csv", "booking;Departure;New departure date;New departure time\n"
        .. "BK-1;24.11.2026;24.11.2026;13:00\nBK-2;25.11.2026;26.11.2026;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } },
        left_out = { { name = "line 3 BK-2", why = "ends on 2026-11-25, not on 2026-11-26" } },
    })
    list = test.file("tonight.csv", "booking;Departure;New departure time;Revised departure time\nBK-1;24.11.2026;13:00;14:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), { message = 'hour="Revised departure time"' })
    test.expect(test.plan("../late-checkout-list.lua", { list, hour = "Revised departure time" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 14:00" } },
    })
end)

test.case("a name whose room is another one has the line for its stay, on the day on which it ends where that is later", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
            { name = "BK-3 Costa", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        },
    }
    local list = test.file("tonight.csv", "Guest;Room;Until\nIto;2;13:00\nIto;2;10:00\nIto;2;+2h\nCosta;9;12:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = {},
        left_out = {
            { name = "line 2 Ito", why = '; if BK-1 Ito is meant: keyshift extend "BK-1 Ito" --to "2026-11-24 13:00"' },
            { name = "line 3 Ito", why = "and BK-1 Ito has Room 1" },
            { name = "line 4 Ito", why = 'keyshift extend "BK-1 Ito" --to "2026-11-24 13:00"' },
            {
                name = "line 5 Costa",
                why = '; if BK-2 Costa is meant: keyshift extend "BK-2 Costa" --to "2026-11-25 12:00"   '
                    .. 'if BK-3 Costa is meant: keyshift extend "BK-3 Costa" --to "2026-11-24 12:00"',
            },
        },
    })
end)

test.case("a column with the sorts of rooms is not compared, and said so once", function()
    local list = test.file("tonight.csv", "booking;Zimmer;bis\nBK-1;DZ Meerblick;13:00\nBK-2;Einzelzimmer;12:00\n")
    local plan = test.plan("../late-checkout-list.lua", { list, "2026-11-24" })
    test.expect(plan, {
        rows = { "BK-1 Ito", "BK-2 Costa" }, left_out = {},
        output = {
            "the list has 2 lines, and 2 stays of it are here",
            'no cell of the column "Zimmer" is a room here ("DZ Meerblick" and "Einzelzimmer"): it is not compared',
        },
    })
end)

test.case("a list of rooms goes by them: the guest who leaves on the day, and nobody where the room is not certain", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = {
            { name = "Fort Front", house = "Fort" }, { name = "Fort Room 2.04", house = "Fort" }, { name = "Fort Room 2.05", house = "Fort" },
            { name = "Fort Room 204", house = "Fort" }, { name = "Fort Room 206", house = "Fort" }, { name = "Mill Room 204", house = "Mill" },
        },
        stays = {
            { name = "BK-1 Ito", doors = { "Fort Room 2.04", "Fort Front" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Lee", doors = { "Fort Room 2.04", "Fort Front" }, starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-3 Kim", doors = { "Fort Room 2.05", "Fort Front" }, starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
            { name = "BK-4 Abe", doors = { "Fort Room 204", "Fort Front" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-5 Mori", doors = "Mill Room 204", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
            { name = "BK-206 Nowak", doors = "Mill Room 204", starts = "2026-11-28 15:00", ends = "2026-11-29 11:00" },
            { name = "Cleaner Ana", doors = { "Fort Room 2.04", "Fort Front" }, starts = "2026-11-01 06:00", ends = "2026-11-24 20:00" },
        },
    }
    local text = "Room;New time\nZimmer 2.04;13:00\n2.05;13:00\n204;13:00\n5;13:00\n206;13:00\nFront;13:00\n;13:00\n"
    local list = test.file("rooms.csv", text)
    for _, plan in ipairs{
        test.plan("../late-checkout-list.lua", { list, "2026-11-24" }),
        test.plan("../late-checkout-list.lua", { list, "2026-11-24", booking = "Room" }),
    } do
        test.expect(plan, {
            rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } },
            left_out = {
                { name = "line 3 2.05", why = "BK-3 Kim ends on 2026-11-25, not on 2026-11-24" },
                { name = "line 4 204", why = '2 rooms are called "204": Fort Room 204, Mill Room 204; a column Hotel or the whole name says which' },
                "line 5 5",
                { name = "line 6 206", why = "no guest has Fort Room 206 on 2026-11-24" },
                { name = "line 7 Front", why = "so that it is nobody's room" },
                { name = "line 8", why = "the column with the rooms is empty" },
            },
        })
    end
    list = test.file("rooms.csv", "Hotel;Zimmer;bis\nFort;204;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), { rows = { "BK-4 Abe" }, left_out = {} })
end)

test.case("days that are wrong say nothing of another column, and their stays are counted as here", function()
    local list = test.file("tonight.csv", "booking;guest;until;Abreise\nBK-1;Ito;13:00;25.11.2026\nBK-2;Costa;13:00;25.11.2026\n")
    for _, arguments in ipairs{ { list }, { list, "2026-11-24" } } do
        local plan = test.plan("../late-checkout-list.lua", arguments)
        test.expect(plan, { rows = {}, output = { "the list has 2 lines, and 2 stays of it are here" } })
        test.expect(#plan.output, 1)
    end
    list = test.file("tonight.csv", "booking;guest;until\nX-1;Ito;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = {},
        output = {
            "the list has 1 line, and 0 stays of it are here",
            "the guests stand in a column of their own: booking= and its name looks for the stays by it",
        },
    })
end)

test.case("dates with short years lead to their order", function()
    local list = test.file("tonight.csv", "booking;until;day\nBK-1;13:00;12/1/26\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), { message = "say dates=dmy or dates=mdy" })
    list = test.file("tonight.csv", "booking;until;day\nBK-1;13:00;11/24/26\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), { rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } } })
end)

test.case("a line without a number goes by its guest and room, and means nobody where the room is another's", function()
    local list = test.file("tonight.csv", "Reservation;Guest;Room;Departure;New time\nBK-1;Ito;1;24/11/2026;13:00\n"
        .. ";Costa;2;24/11/2026;14:00\n;Ito;3;24/11/2026;14:00\n;;2;24/11/2026;14:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list }), {
        rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" }, { name = "BK-2 Costa", ends = "2026-11-24 14:00" } },
        left_out = {
            { name = "line 4 Ito", why = "the list says room 3, and BK-1 Ito has Room 1" },
            { name = "line 5", why = "the column with the bookings is empty" },
        },
    })
end)

test.case("the day of the command line says what 01/12/2026 is, where one order has it", function()
    test.world{
        now = "2026-12-01 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1" },
        stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-12-01 11:00" } },
    }
    local list = test.file("tonight.csv", "Reservation;Departure;New time\nBK-1;01/12/2026;13:00\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-12-01" }), { rows = { { name = "BK-1 Ito", ends = "2026-12-01 13:00" } } })
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-12-05" }), { message = "say dates=dmy or dates=mdy" })
    test.expect(test.plan("../late-checkout-list.lua", { list }), { message = "say dates=dmy or dates=mdy" })
end)
