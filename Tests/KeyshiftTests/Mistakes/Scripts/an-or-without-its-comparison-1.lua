-- an or without its comparison: everybody; stopped by check: is not compared
for g in groups.all():in_house():each() do
  if g.name == "BK-1 Ito" or "BK-12 Alba" then g:extend("2h") end
end
