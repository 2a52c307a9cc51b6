-- Gives every stay that ends on a Sunday a late checkout. It can be repeated: a stay that ends later already is left alone.
--
--   keyshift run sunday-checkout 13:00

local given = args{
    clock = args.clock{ default = "13:00", about = "the checkout on Sundays, on the clock of the doors" },
}

local function ends_on_sunday(stay)
    return stay.ends_at:date(stay.zone):weekday() == "Sunday"
end

for stay in groups.all():linked():uniform():where(ends_on_sunday):each() do
    local ends = stay.ends_at:date(stay.zone):at(given.clock, stay.zone)
    if stay.ends_at < ends then stay:extend_to(ends, { because = "late checkout on Sundays" }) end
end
