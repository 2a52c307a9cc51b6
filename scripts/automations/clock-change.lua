-- Moves all stays of a zone by the difference between two clocks; it does not find out whether their codes were made with the wrong one.
--
--   keyshift run clock-change America/Vancouver 2026-11-01 1h
--
-- A stay that begins on the first day or later moves whole; of one that is under way only the end moves. A guest inside
-- whose end would move to earlier makes the plan be refused. Staff and cleaners keep their hours; a stay whose doors have
-- different hours is left out. Who is in the house in the night of the change: keyshift find --on 2026-11-01

local given = args{
    zone = args.zone{ about = "the zone of the doors" },
    since = args.date{ about = "the first day that is wrong" },
    by = args.duration{ default = "1h", about = "the difference; -1h moves to earlier" },
}

local options = {
    because = "the clocks of " .. given.zone .. " are other since " .. tostring(given.since),
    -- Stays move whole: what they lose at one end they gain at the other.
    allow = "shorten",
}
local looked, begun = 0, 0
for stay in groups.all():stays():linked():where(function(g) return g.zone == given.zone end):each() do
    looked = looked + 1
    if not stay.uniform then
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    elseif stay.starts_at:date(given.zone) >= given.since and not stay.in_house then
        begun = begun + 1
        stay:shift(given.by, options)
    elseif stay.ends_at:date(given.zone) >= given.since then
        begun = begun + 1
        stay:shift({ ends = given.by }, options)
    end
end
print(begun .. " of " .. looked .. (looked == 1 and " stay of " or " stays of ") .. given.zone .. " begin or end on " .. tostring(given.since) .. " or later")
