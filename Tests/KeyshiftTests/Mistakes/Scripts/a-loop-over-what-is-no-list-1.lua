-- a loop over what is no list: nobody; stopped by check: :each()
for g in groups.all():in_house() do g:extend("2h") end
