-- more or fewer than expected: nobody; stopped by a refusal (expect): No group would change
run.expect{ groups = { 1, 60 } }
for g in groups.all():ending_on("2031-01-01"):each() do g:extend("2h") end
