-- Tests of the argument house, and of lists whose rooms tell what names do not.

test.world{
    now = "2026-11-24 08:00",
    zone = "Europe/Lisbon",
    doors = {
        { name = "Quay 101", house = "Quay" }, { name = "Quay 102", house = "Quay" }, { name = "Mill 101", house = "Mill" },
    },
    stays = {
        { name = "BK-1 Smith", doors = "Quay 101", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-2 Smith", doors = "Quay 102", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
        { name = "BK-3 Costa", doors = "Mill 101", starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
    },
}

test.case("of two surnames the room tells which, and without one nobody is moved", function()
    local list = test.file("tonight.csv", 'guest;room\n"SMITH, JOHN";Quay 102\n"SMITH, ANN";Mill 101\n')
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = { { name = "BK-2 Smith", ends = "2026-11-24 13:00" } },
        left_out = { { name = "line 3 SMITH, ANN", why = "none of them has room" } },
    })
    list = test.file("tonight.csv", 'guest\n"SMITH, JOHN"\n')
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24" }), {
        rows = {}, left_out = { { name = "line 2 SMITH, JOHN", why = "2 stays have" } },
    })
end)

test.case("a house makes the rooms of a list those of its own", function()
    local list = test.file("tonight.csv", "room\n101\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24", house = "Mill" }), {
        rows = { { name = "BK-3 Costa", ends = "2026-11-24 13:00" } }, left_out = {},
    })
    list = test.file("tonight.csv", "booking\nBK-1\n")
    test.expect(test.plan("../late-checkout-list.lua", { list, "2026-11-24", house = "Mill" }), {
        rows = {}, left_out = { { name = "line 2 BK-1", why = 'house "Mill"' } },
    })
end)

test.case("a house is the only one whose stays change, in every script that finds them by the day or takes all", function()
    local scripts = {
        ["late-checkout"] = { "2026-11-24" }, ["extend-all"] = { "1h" }, ["road-closed"] = { "2026-11-24" },
    }
    for script, arguments in pairs(scripts) do
        arguments.house = "Mill"
        test.expect(test.plan("../" .. script .. ".lua", arguments), { rows = { { name = "BK-3 Costa" } }, left_out = {} })
    end
end)
