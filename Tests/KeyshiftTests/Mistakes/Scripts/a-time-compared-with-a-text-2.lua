-- a time compared with a text: nobody; stopped by check: time.parse
for g in groups.all():each() do
  if g.ends_at == "2099-03-01T17:00:00Z" then g:extend("2h") end
end
