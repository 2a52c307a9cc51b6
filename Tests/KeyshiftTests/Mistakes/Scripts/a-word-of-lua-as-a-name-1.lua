-- a word of Lua as a name: nothing that was meant; stopped by check: keyword
for row in csv.rows("late.csv") do groups.all():booking(row.booking):one():extend_to(row.until) end
