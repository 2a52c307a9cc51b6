-- a loop that nobody ends: nothing; stopped by check: `end` is expected
for g in groups.all():in_house():each() do
  g:extend("2h")
