-- Gives every stay that ends on a Sunday a late checkout. It can be repeated: a stay that ends later already is left alone.
--
--   keyshift run sunday-checkout 13:00
--   keyshift run sunday-checkout 13:00 house="Harbour House"
--
-- Staff and cleaners keep their hours. A stay whose doors have different hours is left out.

local given = args{
    clock = args.clock{ default = "13:00", about = "the checkout on Sundays, on the clock of the doors" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, sundays = 0, 0
for stay in stays:each() do
    looked = looked + 1
    if not stay.uniform then
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    elseif stay.ends_at:date(stay.zone):weekday() == "Sunday" then
        sundays = sundays + 1
        -- Where the clocks change over the hour, the later of the two is the guest's.
        local ends = stay.ends_at:date(stay.zone):at(given.clock, stay.zone, "later")
        if stay.ends_at < ends then stay:extend_to(ends, { because = "late checkout on Sundays" }) end
    end
end
print(sundays .. " of " .. looked .. (looked == 1 and " stay ends" or " stays end") .. " on a Sunday")
