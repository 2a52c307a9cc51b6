-- a list compared with a text: nobody; stopped by check: a list is never
for g in groups.all():each() do
  if g.doors == "Harbour Front" then g:extend("2h") end
end
