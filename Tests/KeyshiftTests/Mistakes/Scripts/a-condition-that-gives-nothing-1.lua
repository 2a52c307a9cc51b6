-- a condition that gives nothing: nobody; stopped by check: no group meets it
for g in groups.all():where(function(g) local is = g.in_house end):each() do g:extend("2h") end
