-- Keeps everybody in who cannot leave: the stays that end on a day end a day later, at the same time on the clock.
--
--   keyshift run road-closed 2026-11-24
--
-- Guests who arrive at the same doors meanwhile are in the warnings of the plan.

local given = args{
    date = args.date{ about = "the day on which nobody can leave, on the calendar of the doors" },
    days = args.number{ default = 1, min = 1, max = 7, about = "for how many days" },
}

for stay in groups.all():ending_on(given.date):each() do
    stay:extend({ days = given.days }, {
        because = "the road is closed on " .. tostring(given.date),
        allow = "overlap",
    })
end
