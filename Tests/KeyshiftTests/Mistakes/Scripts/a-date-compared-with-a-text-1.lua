-- a date compared with a text: nobody; stopped by check: time.date
for g in groups.all():each() do
  if g.ends_at:date(g.zone) == "2099-03-01" then g:extend("2h") end
end
