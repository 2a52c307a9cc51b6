-- a query that is dropped: everybody; stopped by check: a query alone does nothing
local all = groups.all()
all:booking("BK-1")
for g in all:each() do g:extend("2h") end
