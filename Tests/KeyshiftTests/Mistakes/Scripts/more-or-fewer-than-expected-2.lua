-- more or fewer than expected: everybody; stopped by a refusal (expect): groups
run.expect{ groups = { 1, 3 } }
for g in groups.all():booking("BK-9"):each() do g:extend("1h") end
for g in groups.all():of_house("Cedar"):each() do g:extend("1h") end
