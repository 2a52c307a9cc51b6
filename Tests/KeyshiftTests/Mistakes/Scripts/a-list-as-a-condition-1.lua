-- a list as a condition: everybody; stopped by check: also an empty one
if groups.all():of_house("Cedar"):list() then
  for g in groups.all():in_house():each() do g:extend("2h") end
end
