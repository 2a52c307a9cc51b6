-- Extends every linked stay by a duration, also those that have not begun; storm takes those who are inside.
--
--   keyshift run extend-all 2h
--
-- Staff and cleaners keep their hours.

local given = args{
    by = args.duration{ about = "how much later every stay ends" },
}

for stay in groups.all():stays():linked():each() do
    stay:extend(given.by, { because = "all stays are extended by " .. tostring(given.by) })
end
