-- Gives all doors of a stay the same end, the latest of them, where they have different ones.
--
--   keyshift run one-end
--
-- Staff and cleaners keep their hours.

args{}

local stays = groups.all():stays():linked()
for stay in stays:mixed():each() do
    stay:align({ ends = "latest" }, { because = "one end for all doors" })
end
local all = stays:count()
print(stays:mixed():count() .. " of " .. all .. (all == 1 and " stay has" or " stays have") .. " different hours on their doors")
