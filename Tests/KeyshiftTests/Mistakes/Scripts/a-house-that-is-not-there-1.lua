-- a house that is not there: nobody; stopped by the call: no house
local house = "Habour"
for g in groups.all():of_house(house):each() do g:extend("2h") end
