-- a hole in a list of doors: all doors; stopped by the call: at least one
local doors = {}
for g in groups.all():on_doors(doors):each() do g:extend("2h") end
