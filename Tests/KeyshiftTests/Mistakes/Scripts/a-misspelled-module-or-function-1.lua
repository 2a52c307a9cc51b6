-- a misspelled module or function: every stay that is inside; stopped by check: did you mean "groups"?
for g in grups.all():in_house():each() do g:extend("2h") end
