-- Tests of wrong-hours.lua.

local function world()
    test.world{
        -- The clocks of Lisbon went back on Sunday, 25 October, at 02:00.
        now = "2026-10-26 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3", { name = "Hut", zone = "Asia/Tokyo" } },
        stays = {
            -- Made before the change for 11:00, and so an hour early; the start is over.
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-24 15:00", ends = "2026-10-28 10:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-10-29 14:00", ends = "2026-10-31 10:00" },
            -- As it should be, and a late checkout of an hour.
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-10-29 15:00", ends = "2026-10-31 11:00" },
            { name = "BK-4 Haas", doors = "Room 1", starts = "2026-10-29 15:00", ends = "2026-10-31 12:00" },
        },
    }
end

local told = "nothing has to be done before they change: what was given as an hour of the doors' clock stays at that hour"

local hours = { "2026-10-25", "check_in=15:00", "check_out=11:00" }

test.case("wrong-hours lists who is an hour early since the clocks went back, with the line that mends it", function()
    world()
    test.expect(test.plan("../wrong-hours.lua", hours), {
        rows = {},
        output = {
            "BK-1 Ito  Europe/Lisbon  ends Wed 28 Oct 10:00, and the hour of the house is 11:00",
            "    keyshift move \"BK-1 Ito\" --ends \"2026-10-28 11:00\"",
            "BK-2 Costa  Europe/Lisbon  starts Thu 29 Oct 14:00, and the hour of the house is 15:00; "
                .. "ends Sat 31 Oct 10:00, and the hour of the house is 11:00",
            "    keyshift move \"BK-2 Costa\" --starts \"2026-10-29 15:00\" --ends \"2026-10-31 11:00\"",
            "the clocks of Europe/Lisbon changed on 2026-10-25 by 60 min",
            "  next they go forward on Sun 28 Mar 2027 by 60 min; 0 stays are there in that night",
            told,
            "2 of 4 stays are off by the clock change",
            "To give 2 of them the hours of their house:",
            "    keyshift run wrong-hours what=mend since=2026-10-25 check_in=15:00 check_out=11:00",
        },
    })
end)

test.case("what=mend gives them the hours of the house", function()
    world()
    local mend = { "what=mend", "check_in=15:00", "check_out=11:00" }
    test.expect(test.plan("../wrong-hours.lua", mend), {
        rows = {
            { name = "BK-1 Ito", after = { starts = "2026-10-24 15:00", ends = "2026-10-28 11:00" } },
            { name = "BK-2 Costa", after = { starts = "2026-10-29 15:00", ends = "2026-10-31 11:00" } },
        },
    })
end)

test.case("an hour more may be a late checkout, and is listed, but not taken back", function()
    test.world{
        -- The clocks go forward on Sunday, 28 March, at 01:00.
        now = "2027-03-29 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2027-03-27 15:00", ends = "2027-03-30 12:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2027-03-30 15:00", ends = "2027-03-31 12:00" },
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2027-03-30 16:00", ends = "2027-03-31 11:00" },
        },
    }
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_in=15:00", "check_out=11:00" }), {
        rows = { { name = "BK-3 Nowak", after = { starts = "2027-03-30 15:00", ends = "2027-03-31 11:00" } } },
        left_out = {
            { name = "BK-1 Ito", why = "ends Tue 30 Mar 12:00, and the hour of the house is 11:00: would lose time at its end, and may have a late checkout" },
            { name = "BK-2 Costa", why = "ends Wed 31 Mar 12:00, and the hour of the house is 11:00: would lose time at its end, and may have a late checkout" },
        },
        output = {
            "BK-1 Ito  Europe/Lisbon  ends Tue 30 Mar 12:00, and the hour of the house is 11:00; "
                .. "an hour more may be a late checkout of a guest inside",
            "    keyshift why \"BK-1 Ito\"",
            "BK-2 Costa  Europe/Lisbon  ends Wed 31 Mar 12:00, and the hour of the house is 11:00; "
                .. "an hour more may be a late checkout",
            "    keyshift move \"BK-2 Costa\" --ends \"2027-03-31 11:00\"",
            "BK-3 Nowak  Europe/Lisbon  starts Tue 30 Mar 16:00, and the hour of the house is 15:00",
            "    keyshift move \"BK-3 Nowak\" --starts \"2027-03-30 15:00\"",
            "the clocks of Europe/Lisbon changed on 2027-03-28 by 60 min",
            "  next they go back on Sun 31 Oct 2027 by 60 min; 0 stays are there in that night",
            told,
            "3 of 3 stays are off by the clock change",
        },
    })
end)

test.case("a start that is too late is mended also where the end may be a late checkout, and both are told", function()
    local function late()
        test.world{
            -- The clocks go forward on Sunday, 28 March, at 01:00.
            now = "2027-03-29 08:00",
            zone = "Europe/Lisbon",
            doors = { "Room 1" },
            stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2027-03-30 16:00", ends = "2027-03-31 12:00" } },
        }
    end
    local said = "starts Tue 30 Mar 16:00, and the hour of the house is 15:00; "
        .. "ends Wed 31 Mar 12:00, and the hour of the house is 11:00"
    late()
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_in=15:00", "check_out=11:00" }), {
        rows = { { name = "BK-1 Ito", after = { starts = "2027-03-30 15:00", ends = "2027-03-31 12:00" } } },
        left_out = {
            { name = "BK-1 Ito",
                why = said .. ": its start is mended; it would lose time at its end, and may have a late checkout" },
        },
    })
    late()
    test.expect(test.plan("../wrong-hours.lua", { "check_in=15:00", "check_out=11:00" }), {
        rows = {},
        output = {
            "BK-1 Ito  Europe/Lisbon  " .. said .. "; an hour more may be a late checkout",
            "    keyshift move \"BK-1 Ito\" --starts \"2027-03-30 15:00\"",
            "    keyshift move \"BK-1 Ito\" --ends \"2027-03-31 11:00\"",
            "the clocks of Europe/Lisbon changed on 2027-03-28 by 60 min",
            "  next they go back on Sun 31 Oct 2027 by 60 min; 0 stays are there in that night",
            told,
            "1 of 1 stays are off by the clock change",
        },
    })
end)

test.case("an hour on the other side of midnight is of the day before or after", function()
    test.world{
        now = "2026-10-26 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1" },
        stays = { { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-24 15:00", ends = "2026-10-28 23:30" } },
    }
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_out=00:30" }), {
        rows = { { name = "BK-1 Ito", ends = "2026-10-29 00:30" } },
    })
end)

test.case("hours in the night of the change are listed, and hours that no setting has are those of most stays", function()
    test.world{
        now = "2026-10-24 20:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            -- Half past one, which comes twice.
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-22 15:00", ends = "2026-10-25T00:30:00Z" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-10-25 15:00", ends = "2026-10-28 11:00" },
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-10-25 15:00", ends = "2026-10-28 11:00" },
        },
    }
    local plan = test.plan("../wrong-hours.lua")
    test.expect(plan.output[1], "BK-1 Ito  Europe/Lisbon  ends Sun 25 Oct 01:30, in the hour of the clock change")
    test.expect(plan.output[2], "    keyshift why \"BK-1 Ito\"")
    test.expect(plan.output[#plan.output], "0 of 3 stays are off by the clock change, and 1 hour is in its night")
end)

test.case("what a run of this journal gave is no fault of a clock, and the houses without hours are one line", function()
    test.world{
        now = "2026-11-24 08:00",
        zone = "Asia/Tokyo",
        doors = { { name = "A 1", house = "A" }, { name = "B 1", house = "B" } },
        stays = {
            { name = "BK-1 Ito", doors = "A 1", starts = "2026-11-22 15:00", ends = "2026-11-26 11:00" },
            { name = "BK-2 Costa", doors = "B 1", starts = "2026-11-25 15:00", ends = "2026-11-27 11:00" },
        },
    }
    test.expect(test.run("../late-checkout.lua", { "2026-11-26", "1h" }), { rows = { "BK-1 Ito" } })
    local plan = test.plan("../wrong-hours.lua", { "check_out=11:00" })
    test.expect(plan.output[#plan.output], "0 of 2 stays are off by the clock change")
    test.expect(plan.output[1],
        "not in keyshift.json, and so what most stays have: check_in 15:00 (B); for another add check_in=HH:MM")
    test.expect(plan.output[2]:find("^1 hour is beside those of the house by what run %w+ gave, and so not by the clock: keyshift runs show %w+$") ~= nil, true)
end)

test.case("an hour that no more than half of the stays have is not guessed, and the line says which argument it takes", function()
    test.world{
        now = "2026-10-26 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3", "Room 4" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-24 15:00", ends = "2026-10-28 10:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-10-24 15:00", ends = "2026-10-28 10:00" },
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-10-24 15:00", ends = "2026-10-28 11:00" },
            { name = "BK-4 Haas", doors = "Room 4", starts = "2026-10-24 15:00", ends = "2026-10-28 11:00" },
        },
    }
    test.expect(test.plan("../wrong-hours.lua", {}), {
        rows = {},
        output = {
            "no check_out is that of more than half of the stays (Europe/Lisbon), so that it is not looked at; add check_out=HH:MM",
            "the clocks of Europe/Lisbon changed on 2026-10-25 by 60 min",
            "  next they go forward on Sun 28 Mar 2027 by 60 min; 0 stays are there in that night",
            told,
            "0 of 4 stays are off by the clock change",
        },
    })
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_out=11:00" }), {
        rows = {
            { name = "BK-1 Ito", ends = "2026-10-28 11:00" },
            { name = "BK-2 Costa", ends = "2026-10-28 11:00" },
        },
    })
end)

-- Four stays whose end is at eleven, of which runs move three, and three that were made an hour early at both ends.
local function half_an_hour()
    local stays, rooms = {}, {}
    for number = 1, 7 do
        rooms[number] = "Room " .. number
        local is_wrong = number > 4
        table.insert(stays, { name = "BK-" .. number .. " Guest" .. number, doors = rooms[number],
            starts = is_wrong and "2026-10-29 14:00" or "2026-10-24 15:00", ends = is_wrong and "2026-10-31 10:00" or "2026-10-28 11:00" })
    end
    test.world{ now = "2026-10-26 08:00", zone = "Europe/Lisbon", doors = rooms, stays = stays }
end

test.case("the usual hour is told from what stays had before runs moved them, and both ends are mended", function()
    half_an_hour()
    test.run("../late-checkout.lua", { "2026-10-28", "90m" })
    local plan = test.plan("../wrong-hours.lua", { "what=mend", "check_in=15:00" })
    test.expect(plan, {
        rows = {
            { name = "BK-5 Guest5", after = { starts = "2026-10-29 15:00", ends = "2026-10-31 11:00" } },
            { name = "BK-6 Guest6", after = { starts = "2026-10-29 15:00", ends = "2026-10-31 11:00" } },
            { name = "BK-7 Guest7", after = { starts = "2026-10-29 15:00", ends = "2026-10-31 11:00" } },
        },
    })
end)

test.case("an end that is an hour off plus what a run added is told, and mended by the hour", function()
    half_an_hour()
    test.run("../late-checkout.lua", { "2026-10-31", "30m" })
    local given = { "check_in=15:00", "check_out=11:00" }
    local plan = test.plan("../wrong-hours.lua", given)
    test.expect(plan.output[1]:find("ends Sat 31 Oct 10:30, 30m later than it was made, as run %w+ gave, and the hour of the house is 11:00") ~= nil,
        true)
    test.expect(plan.output[2], "    keyshift move \"BK-5 Guest5\" --starts \"2026-10-29 15:00\" --ends \"2026-10-31 11:30\"")
    table.insert(given, 1, "what=mend")
    test.expect(test.run("../wrong-hours.lua", given), { rows = { "BK-5 Guest5", "BK-6 Guest6", "BK-7 Guest7" } })
    test.expect(test.plan("../wrong-hours.lua", given), { rows = {} })
end)

test.case("an hour off by a wrong clock that a run mended by an hour is none any more, whatever runs gave since", function()
    half_an_hour()
    test.run("../clock-change.lua", { "Europe/Lisbon", "2026-10-29", "1h", "meant=yes" })
    test.run("../late-checkout.lua", { "2026-10-31", "30m" })
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_in=15:00", "check_out=11:00" }), { rows = {} })
end)

test.case("a stay of which one hour cannot be judged says so, with a whole line, and is not mended by half", function()
    test.world{
        now = "2026-10-26 08:00",
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-10-29 14:00", ends = "2026-10-31 10:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-10-24 15:00", ends = "2026-10-28 11:00" },
        },
    }
    local said = "starts Thu 29 Oct 14:00, and the hour of the house is 15:00"
    test.expect(test.plan("../wrong-hours.lua", { "what=mend", "check_in=15:00" }), {
        rows = {},
        left_out = { { name = "BK-1 Ito", why = said .. ": its other hour cannot be judged; add check_out=HH:MM" } },
        output = {
            "BK-1 Ito  Europe/Lisbon  " .. said .. "; whether ends Sat 31 Oct 10:00 is right nobody knows without check_out",
            "    keyshift run wrong-hours check_in=15:00 check_out=11:00",
            "no check_out is that of more than half of the stays (Europe/Lisbon), so that it is not looked at; "
                .. "with the hour that those who are off would have:",
            "    keyshift run wrong-hours check_in=15:00 check_out=11:00",
            "the clocks of Europe/Lisbon changed on 2026-10-25 by 60 min",
            "  next they go forward on Sun 28 Mar 2027 by 60 min; 0 stays are there in that night",
            told,
            "1 of 2 stays are off by the clock change",
        },
    })
end)

test.case("the next change of the clocks is told, with how many stays are there in that night", function()
    test.world{
        now = "2026-12-01 08:00",
        zone = "America/New_York",
        doors = { "Room 1", "Room 2" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2027-03-12 15:00", ends = "2027-03-15 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-12-02 15:00", ends = "2026-12-05 11:00" },
        },
    }
    local output = test.plan("../wrong-hours.lua", {}).output
    test.expect(output[#output - 2],
        "  next they go forward on Sun 14 Mar 2027 by 60 min; 1 stay is there in that night: keyshift find --on 2027-03-14")
    test.expect(output[#output - 1], told)
end)
