-- not before ==: everybody, or nobody; stopped by check: not (
for g in groups.all():in_house():each() do
  if not g.name == "BK-1 Ito" then g:extend("2h") end
end
