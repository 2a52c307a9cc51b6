-- a loop over what is no list: nobody; stopped by check: ipairs
for g in groups.all():list() do g:extend("2h") end
