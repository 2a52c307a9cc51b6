-- a time compared with a text: all, or nobody; stopped by check: time.parse
for g in groups.all():each() do
  if g.ends_at < "2099-03-02" then g:extend("2h") end
end
