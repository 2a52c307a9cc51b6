-- a misspelled field or variable: all doors; stopped by check: "date"
local given = args{ date = args.date() }
for g in groups.all():ending_on(given.dat):each() do g:extend("2h") end
