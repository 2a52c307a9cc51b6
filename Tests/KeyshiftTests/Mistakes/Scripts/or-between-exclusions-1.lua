-- or between exclusions: everybody, the two as well; stopped by check: belongs and
for g in groups.all():in_house():each() do
  if g.name ~= "BK-1 Ito" or g.name ~= "BK-12 Alba" then g:extend("2h") end
end
