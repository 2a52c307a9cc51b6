-- and between names: nobody; stopped by check: belongs or
for g in groups.all():in_house():each() do
  if g.name == "BK-1 Ito" and g.name == "BK-12 Alba" then g:extend("2h") end
end
