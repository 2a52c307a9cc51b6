-- Extends every linked stay by a duration, also those that have not begun; storm takes those who are inside.
--
--   keyshift run extend-all 2h
--
-- Staff and cleaners keep their hours. A stay whose doors have different hours is left out.

local given = args{
    by = args.duration{ about = "how much later every stay ends" },
}

if given.by:minutes() <= 0 then
    error("it gives time; to take back an hour of what was given: keyshift undo last --by 1h")
end

local count = 0
for stay in groups.all():stays():linked():each() do
    count = count + 1
    if stay.uniform then
        stay:extend(given.by, { because = "all stays are extended by " .. tostring(given.by) })
    else
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    end
end
print(count .. (count == 1 and " stay was" or " stays were") .. " looked at")
