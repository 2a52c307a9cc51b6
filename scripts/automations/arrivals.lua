-- Lists the guests who arrive and who leave on a day, by door. It changes nothing.
--
--   keyshift run arrivals 2026-11-24
--   keyshift run arrivals 2026-11-24 house="Harbour House"

local given = args{
    date = args.date{ about = "the day, on the calendar of the doors" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

local lines = {}
local function note(stay, what, bound)
    for _, member in ipairs(stay.members) do
        -- Where the hours differ by door, some of them may be of another day.
        local at = member[bound]
        if at and at:date(stay.zone) == given.date then
            local clock = tostring(at:clock(stay.zone)) .. " " .. (stay.zone or "UTC")
            table.insert(lines, member.door .. "  " .. clock .. "  " .. what .. "  " .. tostring(stay))
        end
    end
end

local stays = groups.all():stays()
if given.house then stays = stays:of_house(given.house) end

for stay in stays:ending_on(given.date):each() do note(stay, "leaves ", "ends_at") end
for stay in stays:starting_on(given.date):each() do note(stay, "arrives", "starts_at") end

table.sort(lines)
for _, line in ipairs(lines) do print(line) end
print(#lines .. " on " .. tostring(given.date) .. ", of " .. stays:count() .. (stays:count() == 1 and " stay" or " stays"))
