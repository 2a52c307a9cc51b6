-- Tests of storm.lua.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = { "Front door", "Room 1", "Room 2", "Room 3", "Room 4" },
    stays = {
        { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-24 15:00", ends = "2026-11-26 11:00" },
        {
            name = "BK-3 Nowak", doors = { "Front door", "Room 3" }, starts = "2026-11-22 15:00", ends = "2026-11-25 11:00",
            hours = { ["Front door"] = { starts = "2026-11-22 12:00", ends = "2026-11-25 11:00" } },
        },
        { name = "Cleaning", doors = "Room 4", starts = "2026-11-24 07:00", ends = "2026-11-24 10:00" },
    },
}

test.case("who can open a door now gets more time, and neither staff nor who comes later does", function()
    test.expect(test.plan("../storm.lua", { "3h" }), {
        rows = {
            {
                name = "BK-1 Ito", before = { ends = "2026-11-24 11:00" }, ends = "2026-11-24 14:00",
                because = "everybody inside has 3h more",
            },
        },
        left_out = { { name = "BK-3 Nowak", why = "has different hours on its doors" } },
        output = { "2 guests can open a door now" },
    })
end)

-- Who leaves at eleven, and who arrives at eleven, in the last second before it and at it.
local function at_checkout(now)
    test.world{
        now = now,
        zone = "Europe/Lisbon",
        doors = { "Room 1", "Room 2", "Room 3" },
        stays = {
            { name = "BK-1 Ito", doors = "Room 1", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
            { name = "BK-2 Costa", doors = "Room 2", starts = "2026-11-24 11:00", ends = "2026-11-26 11:00" },
            { name = "BK-3 Nowak", doors = "Room 3", starts = "2026-11-22 15:00", ends = "2026-11-25 11:00" },
        },
    }
end

test.case("in the second before the checkout who leaves then is inside, and who arrives then is not", function()
    at_checkout("2026-11-24 10:59:59")
    test.expect(test.plan("../storm.lua", { "2h" }), {
        rows = {
            { name = "BK-1 Ito", before = { ends = "2026-11-24 11:00" }, ends = "2026-11-24 13:00" },
            { name = "BK-3 Nowak", before = { ends = "2026-11-25 11:00" }, ends = "2026-11-25 13:00" },
        },
        left_out = {},
        output = { "2 guests can open a door now" },
    })
end)

test.case("at the instant of the checkout who leaves then is outside, and who arrives then is inside", function()
    at_checkout("2026-11-24 11:00")
    test.expect(test.plan("../storm.lua", { "2h" }), {
        rows = {
            { name = "BK-2 Costa", before = { ends = "2026-11-26 11:00" }, ends = "2026-11-26 13:00" },
            { name = "BK-3 Nowak", before = { ends = "2026-11-25 11:00" }, ends = "2026-11-25 13:00" },
        },
        left_out = {},
        output = { "2 guests can open a door now" },
    })
end)
