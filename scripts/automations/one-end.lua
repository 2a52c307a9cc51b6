-- Gives all doors of a stay the same end, the latest of them, where they have different ones.
--
--   keyshift run one-end
--   keyshift run one-end house="Harbour House"
--
-- Staff and cleaners keep their hours.

local given = args{
    house = args.text{ optional = true, about = "only the stays of this house" },
}

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

-- Counted before they are changed: a query sees what is planned already.
local all, apart = stays:count(), 0
for stay in stays:mixed():each() do
    local ends, count = {}, 0
    for _, member in ipairs(stay.members) do
        local text = tostring(member.ends_at)
        if not ends[text] then ends[text], count = true, count + 1 end
    end
    if count > 1 then apart = apart + 1 end
    stay:align({ ends = "latest" }, { because = "one end for all doors" })
end
print(apart .. " of " .. all .. (all == 1 and " stay" or " stays") .. (apart == 1 and " has different ends on its doors"
    or " have different ends on their doors"))
