-- Gives every linked stay that ends on a date a late checkout.
--
--   keyshift run late-checkout 2026-11-24 2h
--   keyshift run late-checkout 2026-11-24 2h house="Harbour House"
--
-- Staff and cleaners keep their hours. A stay whose doors have different hours is left out.

local given = args{
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    by = args.duration{ default = "2h", about = "how much later" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

if given.by:minutes() <= 0 then
    error("it gives time; to take back an hour of what was given: keyshift undo last --by 1h")
end

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, ending = stays:count(), 0
for stay in stays:ending_on(given.date):each() do
    ending = ending + 1
    if stay.uniform then
        stay:extend(given.by, { because = "late checkout on " .. tostring(given.date) })
    else
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    end
end
print(ending .. " of " .. looked .. (looked == 1 and " stay ends on " or " stays end on ") .. tostring(given.date))
