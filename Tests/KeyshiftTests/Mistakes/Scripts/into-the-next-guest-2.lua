-- into the next guest: two parties in one room; stopped by a refusal (overlap): 3 stays would meet
for g in groups.all():in_house():each() do g:extend("30h") end
