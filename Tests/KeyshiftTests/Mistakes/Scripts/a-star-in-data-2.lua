-- a star in data: all doors of a house; stopped by the call: :doors_like("Harbour*")
local door = "Harbour" .. "*"
for g in groups.all():on_doors(door):each() do g:extend("2h") end
