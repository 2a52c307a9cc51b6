-- a group compared with its name: nobody; stopped by check: compare its name
for g in groups.all():each() do
  if g == "BK-1 Ito" then g:extend("2h") end
end
