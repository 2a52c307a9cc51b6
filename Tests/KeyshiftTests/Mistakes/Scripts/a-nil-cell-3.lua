-- a nil cell: everybody; stopped by the call: not nil
local cells = {}
for g in groups.all():ending_on(cells.date):each() do g:extend("2h") end
