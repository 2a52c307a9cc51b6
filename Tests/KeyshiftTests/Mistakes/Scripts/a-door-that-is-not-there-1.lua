-- a door that is not there: nobody; stopped by the call: there is no door
local door = "Harbour Room " .. 209
for g in groups.all():on_doors(door):each() do g:extend("2h") end
