-- Extends every linked stay by a duration: for a storm, a strike, a closed airport.
--
--   keyshift run extend-all 2h

local given = args{
    by = args.duration{ about = "how much later every stay ends" },
}

for stay in groups.all():linked():each() do
    stay:extend(given.by, { because = "all stays are extended by " .. tostring(given.by) })
end
