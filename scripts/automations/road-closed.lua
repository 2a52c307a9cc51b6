-- Keeps everybody in who cannot leave: the stays that end on a day end a day later, at the same time on the clock.
--
--   keyshift run road-closed 2026-11-24
--   keyshift run road-closed 2026-11-24 house="Harbour House"
--
-- Guests who arrive at the same doors meanwhile are in the warnings of the plan. Staff and cleaners keep their hours; a stay
-- whose doors have different hours is left out.

local given = args{
    date = args.date{ about = "the day on which nobody can leave, on the calendar of the doors" },
    days = args.number{ default = 1, min = 1, max = 7, about = "for how many days" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local options = { because = "the road is closed on " .. tostring(given.date), allow = "overlap" }
local stays, ending = groups.all():stays(), 0
if given.house then stays = stays:of_house(given.house) end
for stay in stays:ending_on(given.date):each() do
    ending = ending + 1
    if stay.uniform then
        -- Where the clocks change over the hour, the later of the two is the guest's.
        stay:set({ ends_at = stay.ends_at:add({ days = given.days }, stay.zone, "later") }, options)
    else
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    end
end
local looked = stays:count()
print(ending .. " of " .. looked .. (looked == 1 and " stay ends on " or " stays end on ") .. tostring(given.date))
