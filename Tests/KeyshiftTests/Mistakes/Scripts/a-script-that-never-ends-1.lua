-- a script that never ends: nobody; stopped by the call: ran longer than its limit
-- arguments: --time-limit 1s
local g = groups.all():booking("BK-1"):one()
while g.in_house do g.name:upper() end
