-- arithmetic between kinds: a day or an hour; stopped by check: days
local day = time.date("2099-03-01")
for g in groups.all():ending_on(day + 1):each() do g:extend("2h") end
