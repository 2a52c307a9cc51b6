-- a door that is not there: nobody; stopped by the call: is the name of a door
local door = "Harbour Room " .. 201
for g in groups.all():on_devices(door):each() do g:extend("2h") end
