-- Gives bookings other names, from a table with the columns "old" and "new".
-- The old name may be the whole one, or its first words, such as the number of the booking.
--
--   keyshift run rename-bookings names.csv

local given = args{
    file = args.file{ about = "a table with the columns old and new" },
}

for row in csv.rows(given.file, { unique = "old" }) do
    local stay = groups.all():booking(row.old):one()
    stay:set({ name = row.new }, { because = "renamed, line " .. row.line })
end
