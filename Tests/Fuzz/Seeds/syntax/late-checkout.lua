-- Gives every stay that ends on a date a late checkout.
--
--   keyshift run scripts/automations/late-checkout.lua 2026-11-24 2h
--
-- Arguments: 1. the date, as the doors' own calendars have it; 2. the duration, 2h unless given.

local date, by = ...
date = time.date(date or error("give the date of the checkout, such as 2026-11-24", 0))
local duration = time.duration(by or "2h")

for group in groups.all():linked():ending_on(date):each() do
    group:extend(duration, { because = "late checkout on " .. tostring(date) })
end
