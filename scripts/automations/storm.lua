-- Gives everybody who can open their door now more time: for a storm, a strike, a closed airport.
--
--   keyshift run storm 2h
--   keyshift run storm 2h house="Harbour House"
--
--   keyshift undo last --by 1h               takes back an hour of it, when it is over sooner
--   keyshift undo last                       takes back all of it; --house, --door and --name a part of the stays
--
-- Who has not arrived yet keeps the hours of the booking, and so do staff and cleaners. A stay whose doors have different
-- hours is left out. At 11:00 sharp who leaves at 11:00 is outside already, and whose hours begin then is inside:
-- a schedule for those who leave at 11:00 fires some minutes before.

local given = args{
    by = args.duration{ default = "2h", about = "how much later they end" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

if given.by:minutes() <= 0 then
    error("a storm gives time; to take back an hour of one: keyshift undo last --by 1h")
end

local stays = groups.all():stays():in_house()
if given.house then stays = stays:of_house(given.house) end

local counts = { all = 0, moved = 0 }
for stay in stays:each() do
    counts.all = counts.all + 1
    if stay.uniform then
        counts.moved = counts.moved + 1
        stay:extend(given.by, { because = "storm: everybody inside has " .. tostring(given.by) .. " more" })
    else
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    end
end
print(counts.all .. (counts.all == 1 and " guest" or " guests") .. " can open a door now" .. (given.house and " in " .. given.house or ""))
