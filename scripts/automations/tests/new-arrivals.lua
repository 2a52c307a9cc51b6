-- Tests of new-arrivals.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2", "Room 3", "Annex" },
    stays = {
        { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Lee", doors = { "Front door", "Annex" }, starts = "2026-11-22 15:00", ends = "2026-11-30 11:00" },
    },
}

local hours = { with = "Front door", check_in = "15:00", check_out = "11:00" }

-- The list with the hours of the house.
local function given(file)
    local line = { file }
    for name, value in pairs(hours) do line[name] = value end
    return line
end

test.case("a list makes a stay for each booking, and the same list again makes nothing", function()
    local list = test.file("arrivals.csv", table.concat({
        "sep=;", "Arrivals;;;;", "Conf. no;Guest;Room;Arrival;Departure",
        "BK-10;Müller;Room 1;24/11/2026 16:00;26/11/2026", "BK-11;Costa;2;24/11/2026;27/11/2026", "",
    }, "\r\n"))
    test.expect(test.run("../new-arrivals.lua", given(list)), {
        state = "completed",
        rows = {
            {
                name = "BK-10 Müller", doors = { "Front door", "Room 1" }, starts = "2026-11-24 16:00",
                ends = "2026-11-26 11:00", because = "line 4",
            },
            { name = "BK-11 Costa", doors = { "Front door", "Room 2" }, starts = "2026-11-24 15:00", ends = "2026-11-27 11:00" },
        },
        left_out = {},
        output = {
            "the list has 2 lines: 2 new stays, and 0 that are there",
            "no hour in line 5 (BK-11 Costa, arrival 15:00): that of the command or the house",
        },
    })
    test.expect(test.plan("../new-arrivals.lua", given(list)), {
        rows = {}, left_out = {}, output = { "the list has 2 lines: 0 new stays, and 2 that are there" },
    })
end)

test.case("a line that says another departure or another room changes exactly that", function()
    local list = test.file("arrivals.csv", table.concat({
        "booking,guest,room,arrival,departure", "BK-10,Kim,Room 1,2026-11-24,2026-11-26",
        "BK-11,Costa,Room 2,2026-11-24,2026-11-27", "BK-12,Haas,Room 3,2026-11-25,2026-11-27", "",
    }, "\n"))
    test.expect(test.run("../new-arrivals.lua", given(list)), { state = "completed", rows = { "BK-10 Kim", "BK-11 Costa", "BK-12 Haas" } })
    local changed = test.file("changed.csv", table.concat({
        "booking,guest,room,arrival,departure", "bk-10,Kim,Room 1,2026-11-24,2026-11-28",
        "BK-12,Haas,Room 2,2026-11-25,2026-11-27", "BK-11,Costa,Room 3,2026-11-24,2026-11-27", "",
    }, "\n"))
    test.expect(test.plan("../new-arrivals.lua", given(changed)), {
        rows = {
            {
                name = "BK-10 Kim", before = { ends = "2026-11-26 11:00" }, starts = "2026-11-24 15:00",
                ends = "2026-11-28 11:00",
            },
            { name = "BK-12 Haas", doors = { "Front door", "Room 2", "Room 3" } },
            { name = "BK-11 Costa", doors = { "Front door", "Room 2", "Room 3" } },
        },
        left_out = {},
    })
end)

test.case("a booking that is gone from the list keeps its codes", function()
    local list = test.file("arrivals.csv", "booking,room,arrival,departure\nBK-10,Room 1,2026-11-24,2026-11-26\nBK-11,Room 2,2026-11-24,2026-11-26\n")
    test.expect(test.run("../new-arrivals.lua", given(list)), { state = "completed", rows = { "BK-10", "BK-11" } })
    local shorter = test.file("shorter.csv", "booking,room,arrival,departure\nBK-11,Room 2,2026-11-24,2026-11-26\n")
    test.expect(test.run("../new-arrivals.lua", given(shorter)), { rows = {}, left_out = {} })
    test.expect(test.plan("../new-arrivals.lua", given(list)), { rows = {}, output = "0 new stays, and 2 that are there" })
end)

test.case("a day without an hour keeps the hour that the stay was given at the desk", function()
    local list = test.file("arrivals.csv", "booking,room,arrival,departure\nBK-10,Room 2,2026-11-24,2026-11-26\n")
    test.expect(test.run("../new-arrivals.lua", given(list)), { state = "completed", rows = { "BK-10" } })
    test.expect(test.run("../late-checkout.lua", { "2026-11-26", by = "2h" }), {
        state = "completed", rows = { { name = "BK-10", ends = "2026-11-26 13:00" } },
    })
    test.expect(test.plan("../new-arrivals.lua", given(list)), { rows = {}, left_out = {} })
end)

test.case("two rooms of one booking are one stay, and lines that contradict each other make none", function()
    local list = test.file("arrivals.csv", table.concat({
        "booking,guest,room,arrival,departure", "BK-10,Kim,Room 1,2026-11-24,2026-11-26",
        "BK-10,Kim,Room 2,2026-11-24,2026-11-26", "BK-10,Kim,Room 2,2026-11-24,2026-11-26",
        "BK-11,Costa,Room 3,2026-11-24,2026-11-27", "BK-11,Costa,Room 3,2026-11-25,2026-11-27", "",
    }, "\n"))
    test.expect(test.plan("../new-arrivals.lua", given(list)), {
        rows = { { name = "BK-10 Kim", doors = { "Front door", "Room 1", "Room 2" } } },
        left_out = {
            { name = "line 4 BK-10 Kim", why = "it is on line 2 already" }, { name = "line 5 BK-11 Costa", why = "neither counts" },
            { name = "line 6 BK-11 Costa", why = "neither counts" },
        },
    })
end)

test.case("what is not certain is left out, with its line and the reason", function()
    local list = test.file("arrivals.csv", table.concat({
        "booking,guest,room,arrival,departure", "BK-1,Ito,Room 2,2026-11-24,2026-11-26",
        "BK-20,Kim,Room 9,2026-11-24,2026-11-26", "BK-21,Kim,Room,2026-11-24,2026-11-26",
        "BK-22,Kim,Room 2,2026-11-26,2026-11-24", "BK-23,Kim,Room 2,2026-11-20,2026-11-22", ",Kim,Room 2,2026-11-24,2026-11-26",
        "BK-24,Kim,,2026-11-24,2026-11-26", "BK-25,Kim,Room 2,,2026-11-26", "",
    }, "\n"))
    test.expect(test.plan("../new-arrivals.lua", given(list)), {
        rows = {},
        left_out = {
            { name = "line 2 BK-1 Ito", why = "BK-1 Ito on Front door, Room 1: there already, and not of a list" },
            { name = "line 3 BK-20 Kim", why = 'there is no door "Room 9"' },
            { name = "line 4 BK-21 Kim", why = '3 doors are named "Room": Room 1, Room 2, Room 3' },
            { name = "line 5 BK-22 Kim", why = "not after the arrival" }, { name = "line 6 BK-23 Kim", why = "the departure is over" },
            { name = "line 7 Kim", why = "the column with the bookings is empty" }, { name = "line 8 BK-24 Kim", why = "no room" },
            { name = "line 9 BK-25 Kim", why = "no day of the arrival" },
        },
    })
    test.expect(test.plan("../new-arrivals.lua", { test.file("one.csv", "booking,room,arrival,departure\nBK-30,Room 2,2026-11-24,2026-11-26\n") }), {
        rows = {}, left_out = { { name = "line 2 BK-30", why = "no hour of the arrival: give check_in=15:00" } },
    })
end)

test.case("a line that cannot be read is left out, and a column that looks like hours is asked about", function()
    local list = test.file("arrivals.csv", table.concat({
        "booking,room,arrival,departure", "BK-40,Room 2,2026-11-24 15:00,2026-11-26 11:00", "BK-41,Room 3,2026-11-24 25:00,2026-11-26", "",
    }, "\n"))
    test.expect(test.plan("../new-arrivals.lua", { list }), {
        rows = { "BK-40" }, left_out = { { name = "line 3 BK-41", why = "there is no hour 25" } },
    })
    local odd = test.file("odd.csv", "booking,room,arrival,departure,Kommt\nBK-40,Room 2,2026-11-24,2026-11-26 11:00,22:00\n")
    test.expect(test.plan("../new-arrivals.lua", { odd }), { message = 'arrival_hour="Kommt"' })
    test.expect(test.plan("../new-arrivals.lua", { odd, arrival_hour = "Kommt" }), {
        rows = { { name = "BK-40", starts = "2026-11-24 22:00" } },
    })
end)

test.case("a line that cannot be read is left out while the others go on, and a column of hours is not passed over", function()
    local list = test.file("arrivals.csv", table.concat({
        "Buchungsnr;Gast;Zimmer;Anreise;Abreise", "BK-10;Kim;Room 1;24.11.2026;26.11.2026",
        "BK-11;Costa;Room 2;32.11.2026;27.11.2026", "",
    }, "\n"))
    test.expect(test.plan("../new-arrivals.lua", given(list)), {
        rows = { { name = "BK-10 Kim", starts = "2026-11-24 15:00" } },
        left_out = { { name = "line 3 BK-11 Costa", why = "32.11.2026" } },
    })
    local hidden = test.file("hours.csv", "booking,room,arrival,ready at,departure\nBK-10,Room 1,2026-11-24,16:00,2026-11-26\n")
    test.expect(test.plan("../new-arrivals.lua", given(hidden)), { state = "failed", message = "ready at" })
    local line = given(hidden)
    line.arrival_hour, line.departure_hour = "ready at", "none"
    test.expect(test.plan("../new-arrivals.lua", line), { rows = { { name = "BK-10", starts = "2026-11-24 16:00" } } })
end)

test.case("a room is looked for in the house that the line says", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Europe/Lisbon",
        doors = { { name = "Fort House 203", house = "Fort House" }, { name = "Lakeside Inn 203", house = "Lakeside Inn" } },
        stays = {},
    }
    local list = test.file("arrivals.csv", "Booking;Hotel;Room;Arrival;Departure\nBK-1;Fort House;203;2026-11-25;2026-11-26\n"
        .. "BK-2;Hotel Lakeside Inn;203;2026-11-25;2026-11-26\nBK-3;Cedar Lodge;203;2026-11-25;2026-11-26\n")
    test.expect(test.plan("../new-arrivals.lua", { list, check_in = "15:00", check_out = "11:00" }), {
        rows = { { name = "BK-1", doors = "Fort House 203" }, { name = "BK-2", doors = "Lakeside Inn 203" } },
        left_out = { { name = "line 4 BK-3", why = 'no door is of the house "Cedar Lodge"' } },
    })
end)

test.case("of an old and a new day or room of an arrival the new one counts", function()
    test.world{ now = "2026-11-24 08:00", zone = "Europe/Lisbon", doors = { "Room 1", "Room 2" }, stays = {} }
    local list = test.file("arrivals.csv", "Booking;Room;New room;Arrival;Departure;New departure\n"
        .. "BK-9;1;2;25.11.2026;27.11.2026;28.11.2026\n")
    test.expect(test.plan("../new-arrivals.lua", { list, check_in = "15:00", check_out = "11:00" }), {
        rows = { { name = "BK-9", starts = "2026-11-25 15:00", ends = "2026-11-28 11:00" } },
    })
end)
