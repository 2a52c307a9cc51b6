-- Lists who arrives and who leaves on a day, by door. It changes nothing.
--
--   keyshift run arrivals 2026-11-24

local given = args{
    date = args.date{ about = "the day, on the calendar of the doors" },
}

local lines = {}
local function note(stay, what, at)
    for _, door in ipairs(stay.doors) do
        table.insert(lines, door .. "  " .. at:clock(stay.zone) .. "  " .. what .. "  " .. tostring(stay))
    end
end

for stay in groups.all():uniform():ending_on(given.date):each() do note(stay, "leaves ", stay.ends_at) end
for stay in groups.all():uniform():starting_on(given.date):each() do note(stay, "arrives", stay.starts_at) end

table.sort(lines)
for _, line in ipairs(lines) do print(line) end
print(#lines .. " on " .. tostring(given.date))
