-- Extends every linked stay by a duration, also those that have not begun; storm takes those who are inside.
--
--   keyshift run extend-all 2h
--   keyshift run extend-all 2h house="Harbour House"
--
-- Staff and cleaners keep their hours. A stay whose doors have different hours is left out.

local given = args{
    by = args.duration{ about = "how much later every stay ends" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

if given.by:minutes() <= 0 then
    error("it gives time; to take back an hour of what was given: keyshift undo last --by 1h")
end

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local count = 0
for stay in stays:each() do
    count = count + 1
    if stay.uniform then
        stay:extend(given.by, { because = "all stays are extended by " .. tostring(given.by) })
    else
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    end
end
print(count .. (count == 1 and " stay was" or " stays were") .. " looked at")
