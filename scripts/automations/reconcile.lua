-- Compares the bookings of a table with the doors, and says what differs.
--
--   keyshift run reconcile bookings.csv
--   keyshift run reconcile bookings.csv what=move
--
-- The table has the columns "booking", "arrives" and "leaves", such as 2026-11-24 15:00 on the clock of the doors.
-- what=move records the hours of the table as well, but not of a stay that the table has in another room or house.

local given = args{
    file = args.file{ about = "a table with the columns booking, arrives and leaves" },
    what = args.choice{ "report", "move", default = "report", about = "only say what differs, or change it" },
    ignore = args.choice{
        "days", "all", default = "days", about = "what of a line may be other than the stay's: its days, or its room and house, too",
    },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local query = groups.all()
if given.house then query = query:of_house(given.house) end

local listed = {}
for row in csv.rows(given.file, { unique = "booking" }) do
    local stay, why = query:booking(row.booking):uniform():find()
    if stay then
        listed[stay.key] = true
        local arrives, leaves = time.at(row.arrives, stay.zone), time.at(row.leaves, stay.zone)
        local change = {}
        if arrives ~= stay.starts_at then change.starts_at = arrives end
        if leaves ~= stay.ends_at then change.ends_at = leaves end
        -- Of the days the report is about the hours of both.
        local why = stay:differs_from(row, given.ignore)
        if why then print(stay.name, why) end
        if next(change) then
            local format = "%a %e %b %H:%M"
            print(stay.name, "on the doors until " .. stay.ends_at:format(format, stay.zone),
                "in the table until " .. leaves:format(format, stay.zone))
            if given.what == "move" and why then
                stay:leave_out(why, { asked = true })
            elseif given.what == "move" then
                stay:set(change, { because = "as in the table, line " .. row.line })
            end
        end
    else
        print(row.booking, "is not on the doors: " .. why)
    end
end

for stay in query:stays():linked():each() do
    if not listed[stay.key] then print(stay.name, "is not in the table") end
end
