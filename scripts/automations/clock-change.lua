-- Moves all stays of a zone by the difference between two clocks; it does not find out whether their codes were made with the wrong one.
--
--   keyshift run clock-change America/Vancouver 2026-11-01 1h
--
-- A stay that begins on the first day or later moves whole; of one that is under way only the end moves.
-- A day on which no clock of the zone changes, and on which none did in the year before, stops the script: meant=yes says
-- that it is meant. A guest inside
-- whose end would move to earlier makes the plan be refused. Staff and cleaners keep their hours; a stay whose doors have
-- different hours is left out. Who is in the house in the night of the change: keyshift find --on 2026-11-01

local given = args{
    zone = args.zone{ about = "the zone of the doors" },
    since = args.date{ about = "the first day that is wrong" },
    by = args.duration{ default = "1h", about = "the difference; -1h moves to earlier" },
    meant = args.flag{ about = "whether a day on which no clock changes is meant" },
    house = args.text{ optional = true, about = "only the stays of this house" },
}

-- How many minutes longer than others a day of the zone is.
local function longer(day)
    return (day:at("12:00", given.zone) - day:add({ days = -1 }):at("12:00", given.zone)):minutes() - 1440
end

-- The nearest day with a change of the clocks in a direction, nil where there is none within 370 days.
local function change_beside(day, step)
    for _ = 1, 370 do
        day = day:add({ days = step })
        if longer(day) ~= 0 then return day end
    end
end

if not given.meant and longer(given.since) == 0 then
    -- A country that gives its summer time up has no change where there was one on the same Sunday of the year before.
    local before = given.since:add({ days = -364 })
    if longer(before) ~= 0 then
        print(("the clocks of %s changed on %s, and do not change on %s"):format(given.zone, tostring(before), tostring(given.since)))
    else
        local house = given.house and " house=\"" .. given.house:gsub("%%", "%%%%") .. "\"" or ""
        local line = "\n    keyshift plan clock-change " .. given.zone .. " %s by=" .. tostring(given.by) .. "%s" .. house
        local nearby, lines = {}, ""
        local last, next_one = change_beside(given.since, -1), change_beside(given.since, 1)
        if next_one then
            table.insert(nearby, "the next change is on " .. tostring(next_one))
            lines = line:format(tostring(next_one), "")
        end
        if last then table.insert(nearby, "the last one before it is on " .. tostring(last)) end
        error(("no clock of %s changes on %s%s. With the day of the next change, or with this one where it is meant:%s%s"):format(
            given.zone, tostring(given.since), nearby[1] and ": " .. table.concat(nearby, ", ") or "", lines,
            line:format(tostring(given.since), " meant=yes")), 0)
    end
end

local options = {
    because = "the clocks of " .. given.zone .. " are other since " .. tostring(given.since),
    -- Stays move whole: what they lose at one end they gain at the other.
    allow = "shorten",
}
local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, begun = 0, 0
for stay in stays:where(function(g) return g.zone == given.zone end):each() do
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
