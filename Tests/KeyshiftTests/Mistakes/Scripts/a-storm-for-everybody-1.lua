-- a storm for everybody: housekeeping, too, has two hours more; stopped by a warning (staff): Housekeeping
for g in groups.all():each() do if g.uniform then g:extend("2h") end end
