-- a count as a condition: everybody, on an empty day as well; stopped by check: also 0,
if groups.all():ending_on("2099-03-01"):count() then
  for g in groups.all():in_house():each() do g:extend("2h") end
end
