-- Gives all stays that end on a day the same checkout, each on the clock of its own house.
--
--   keyshift run checkout-at 2026-11-24 11:00
--   keyshift run checkout-at 2026-11-24 11:00 house="Harbour House"
--   keyshift run checkout-at 2026-11-24
--
-- Without an hour it is the check_out of each house in keyshift.json, and 11:00 where that has none.
-- Staff and cleaners keep their hours. A guest inside whose time would get shorter is left out, and so is a stay whose doors
-- have different hours. Where five stays or more lose time, the plan is refused until you add --allow shorten.

local given = args{
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    clock = args.clock{ optional = true, about = "the checkout, on the clock of the doors; else that of the house" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local check_out = {}
for _, door in ipairs(doors.all()) do check_out[door.id] = door.check_out end

-- The hour of a stay: that of the first of its doors whose house has one.
local function hour_of(stay)
    if given.clock then return given.clock end
    for _, id in ipairs(stay.device_ids) do
        if check_out[id] then return check_out[id] end
    end
    return "11:00"
end

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, ending, so = stays:count(), 0, 0
for stay in stays:ending_on(given.date):each() do
    ending = ending + 1
    if not stay.uniform then
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    else
        -- Where the clocks change over the hour, the later of the two is the guest's.
        local clock = hour_of(stay)
        local ends = given.date:at(clock, stay.zone, "later")
        if stay.in_house and ends < stay.ends_at then
            stay:leave_out(("is inside until %s %s, and checkout-at takes no time from a guest inside"):format(
                stay.ends_at:clock(stay.zone), stay.zone), { asked = true })
        elseif ends ~= stay.ends_at then
            stay:set({ ends_at = ends }, { because = "checkout at " .. clock })
        else
            so = so + 1
        end
    end
end
print(ending .. " of " .. looked .. (looked == 1 and " stay ends on " or " stays end on ") .. tostring(given.date))
if so > 0 then print(so .. (so == 1 and " of them ends then already" or " of them end then already")) end
