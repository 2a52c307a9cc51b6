-- Gives all stays that end on a day the same checkout, each on the clock of its own house.
--
--   keyshift run checkout-at 2026-11-24 11:00
--
-- A guest inside whose time would get shorter is left out. Where five stays or more lose time, the plan is refused until
-- you add --allow shorten.

local given = args{
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    clock = args.clock{ default = "11:00", about = "the checkout, on the clock of the doors" },
}

for stay in groups.all():linked():ending_on(given.date):uniform():each() do
    local ends = given.date:at(given.clock, stay.zone)
    if stay.in_house and ends < stay.ends_at then
        stay:leave_out("is inside until " .. stay.ends_at:clock(stay.zone))
    elseif ends ~= stay.ends_at then
        stay:set({ ends_at = ends }, { because = "checkout at " .. given.clock })
    end
end
