-- Gives every linked stay that ends on a date a late checkout.
--
--   keyshift run late-checkout 2026-11-24 2h
--
-- Staff and cleaners keep their hours.

local given = args{
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    by = args.duration{ default = "2h", about = "how much later" },
}

local stays = groups.all():stays():linked()
for stay in stays:ending_on(given.date):each() do
    stay:extend(given.by, { because = "late checkout on " .. tostring(given.date) })
end
print(stays:ending_on(given.date):count() .. " of " .. stays:count() .. " stays end on " .. tostring(given.date))
