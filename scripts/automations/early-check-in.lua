-- Lets the guests of a day in earlier, where the last guest has left their doors by then.
--
--   keyshift run early-check-in 2026-11-24 12:00

local given = args{
    date = args.date{ about = "the day of the check-in, on the calendar of the doors" },
    clock = args.clock{ default = "12:00", about = "when the doors open, on their own clock" },
}

-- The stay that ends last on each door that day.
local last = {}
for stay in groups.all():ending_on(given.date):uniform():each() do
    for _, id in ipairs(stay.device_ids) do
        if not last[id] or last[id].ends_at < stay.ends_at then last[id] = stay end
    end
end

for stay in groups.all():linked():starting_on(given.date):uniform():each() do
    local opens = given.date:at(given.clock, stay.zone)
    local inside
    for _, id in ipairs(stay.device_ids) do
        if last[id] and last[id].ends_at > opens then inside = last[id] end
    end
    if inside then
        stay:leave_out(tostring(inside) .. " stays until " .. inside.ends_at:clock(stay.zone))
    elseif opens < stay.starts_at then
        stay:set({ starts_at = opens }, { because = "early check-in at " .. given.clock })
    end
end
