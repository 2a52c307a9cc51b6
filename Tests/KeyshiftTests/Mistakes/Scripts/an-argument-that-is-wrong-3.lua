-- an argument that is wrong: another day; stopped by the call: "date": 
-- arguments: 2099-13-01
local given = args{ date = args.date() }
for g in groups.all():ending_on(given.date):each() do g:extend("2h") end
