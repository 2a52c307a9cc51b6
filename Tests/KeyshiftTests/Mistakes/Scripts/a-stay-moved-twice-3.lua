-- a stay moved twice: four hours; stopped by the call: was moved already
for g in groups.all():booking("BK-1"):each() do g:extend("2h") end
for g in groups.all():ending_on("2099-03-01"):each() do g:extend("2h") end
