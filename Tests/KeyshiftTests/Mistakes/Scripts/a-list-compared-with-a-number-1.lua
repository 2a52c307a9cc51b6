-- a list compared with a number: everybody; stopped by check: a list is never
local late = groups.all():in_house():list()
if late ~= 0 then for _, g in ipairs(late) do g:extend("2h") end end
