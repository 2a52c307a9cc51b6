-- a nil cell: everybody; stopped by the call: not nil
local cells = {}
for g in groups.all():named(cells.booking):each() do g:extend("2h") end
