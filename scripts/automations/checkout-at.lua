-- Gives all stays that end on a day the same checkout, each on the clock of its own house.
--
--   keyshift run checkout-at 2026-11-24 11:00
--   keyshift run checkout-at 2026-11-24 11:00 house="Harbour House"
--
-- Staff and cleaners keep their hours. A guest inside whose time would get shorter is left out, and so is a stay whose doors
-- have different hours. Where five stays or more lose time, the plan is refused until you add --allow shorten.

local given = args{
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    clock = args.clock{ default = "11:00", about = "the checkout, on the clock of the doors" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, ending = stays:count(), 0
for stay in stays:ending_on(given.date):each() do
    ending = ending + 1
    if not stay.uniform then
        stay:leave_out("has different hours on its doors; one-end gives them one")
    else
        -- Where the clocks change over the hour, the later of the two is the guest's.
        local ends = given.date:at(given.clock, stay.zone, "later")
        if stay.in_house and ends < stay.ends_at then
            stay:leave_out("is inside until " .. stay.ends_at:clock(stay.zone))
        elseif ends ~= stay.ends_at then
            stay:set({ ends_at = ends }, { because = "checkout at " .. given.clock })
        end
    end
end
print(ending .. " of " .. looked .. " stays end on " .. tostring(given.date))
