-- Gives bookings other names, from a table with the columns "old" and "new".
-- The old name may be the whole one, or its first words, such as the number of the booking.
-- A line that says another room, house, arrival or departure than the booking has is left out.
--
--   keyshift run rename-bookings names.csv

local given = args{
    file = args.file{ about = "a table with the columns old and new" },
    ignore = args.choice{
        "nothing", "room", "house", "days", "all", default = "nothing",
        about = "what of a line may be other than the stay's: its room, its house, its days",
    },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

for row in csv.rows(given.file, { unique = "old" }) do
    local stay = groups.all():booking(row.old):one()
    local why = stay:differs_from(row, given.ignore)
    if given.house and groups.all():of_house(given.house):booking(row.old):count() == 0 then
        why = tostring(stay) .. " has no door of " .. given.house
    end
    if why then
        run.leave_out("line " .. row.line .. " " .. row.old, why)
    else
        stay:set({ name = row.new }, { because = "renamed, line " .. row.line })
    end
end
