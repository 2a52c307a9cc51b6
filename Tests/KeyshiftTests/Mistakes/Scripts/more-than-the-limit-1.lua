-- more than the limit: everybody; stopped by a refusal (max_groups): --max-groups
-- arguments: --max-groups 2
for g in groups.all():of_house("Cedar"):each() do g:extend("2h") end
