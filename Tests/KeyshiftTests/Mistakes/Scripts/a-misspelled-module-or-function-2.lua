-- a misspelled module or function: nobody, late at night; stopped by check: did you mean "in_house"?
for g in groups.all():inhouse():each() do g:extend("2h") end
