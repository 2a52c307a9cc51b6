-- Gives the stays of a list a late checkout: a booking a line, in the column "booking".
--
--   keyshift run late-checkout-list tonight.csv 2026-11-24 2h
--
-- A booking that does not end on the day is left out, and the plan says why. A booking that is in the list twice stops
-- the script with its line.

local given = args{
    file = args.file{ about = "a table with the column booking" },
    date = args.date{ about = "the day of the checkout, on the calendar of the doors" },
    by = args.duration{ default = "2h", about = "how much later" },
}

for row in csv.rows(given.file, { unique = "booking" }) do
    local stay, why = groups.all():named(row.booking .. " *"):ending_on(given.date):find()
    if stay then
        stay:extend(given.by, { because = "late checkout, line " .. row.line })
    else
        run.leave_out("line " .. row.line .. " " .. row.booking, why)
    end
end
