-- an argument that is wrong: another day; stopped by the call: "date" is missing
local given = args{ date = args.date() }
for g in groups.all():ending_on(given.date):each() do g:extend("2h") end
