-- not before ==: everybody, or nobody; stopped by check: not (
for g in groups.all():each() do
  if not g.zone == "America/Vancouver" then g:extend("2h") end
end
