-- a star in data: every stay; stopped by the call: :like("*")
local name = "" .. "*"
for g in groups.all():named(name):each() do g:extend("2h") end
