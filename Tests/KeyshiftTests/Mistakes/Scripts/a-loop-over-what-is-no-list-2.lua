-- a loop over what is no list: nobody; stopped by check: :list()
for _, g in ipairs(groups.all():in_house()) do g:extend("2h") end
