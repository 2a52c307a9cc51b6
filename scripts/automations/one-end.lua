-- Gives all doors of a stay the same end, the latest of them, where they have different ones.
--
--   keyshift run one-end

args{}

for stay in groups.all():linked():mixed():each() do
    stay:align({ ends = "latest" }, { because = "one end for all doors" })
end
