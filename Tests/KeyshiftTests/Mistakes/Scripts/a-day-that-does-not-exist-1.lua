-- a day that does not exist: a day nobody meant; stopped by check: 28 days
for g in groups.all():ending_on("2099-02-30"):each() do g:extend("2h") end
