-- Extends every linked stay by a duration.
--
--   keyshift run scripts/automations/extend-all.lua 2h
--
-- Arguments: 1. the duration, such as 2h or 90m.

local by = ... or error("give the duration, such as 2h", 0)
local duration = time.duration(by)

for group in groups.all():linked():each() do
    group:extend(duration, { because = "all stays are extended by " .. by })
end
