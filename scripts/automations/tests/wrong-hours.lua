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
