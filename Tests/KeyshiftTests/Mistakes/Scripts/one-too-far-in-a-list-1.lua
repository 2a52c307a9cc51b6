-- one too far in a list: everybody and an error; stopped by the call: index a nil value
local list = groups.all():in_house():list()
for i = 1, #list + 1 do list[i]:extend("2h") end
