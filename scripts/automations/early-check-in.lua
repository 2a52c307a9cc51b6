-- Lets the guests of a day in earlier, where their own doors are free by then.
--
--   keyshift run early-check-in 2026-11-24 12:00
--   keyshift run early-check-in 2026-11-24 12:00 house="Harbour House"
--
-- A door is taken while anybody's hours on it last, also those of a guest who stays over. Doors that guests share, such as a
-- front door, keep nobody out; staff and cleaners neither. A stay whose doors have different hours is left out.

local given = args{
    date = args.date{ about = "the day of the check-in, on the calendar of the doors" },
    clock = args.clock{ default = "12:00", about = "when the doors open, on their own clock" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

local shared = {}
for _, door in ipairs(doors.all()) do shared[door.id] = door.shared end

-- Who has which hours on each door that guests do not share.
local on_door = {}
for stay in groups.all():stays():each() do
    for _, member in ipairs(stay.members) do
        if not shared[member.device_id] and member.ends_at then
            local list = on_door[member.device_id] or {}
            on_door[member.device_id] = list
            table.insert(list, { key = stay.key, name = tostring(stay), code = member })
        end
    end
end

-- Who of the others is longest on a door of the stay between its new start and its old one.
local function taken(stay, opens)
    local last
    for _, member in ipairs(stay.members) do
        for _, other in ipairs(on_door[member.device_id] or {}) do
            local code = other.code
            local is_there = other.key ~= stay.key and code.starts_at < stay.starts_at and code.ends_at > opens
            local is_later = not last or code.ends_at > last.code.ends_at
                or code.ends_at == last.code.ends_at and other.name < last.name
            if is_there and is_later then last = other end
        end
    end
    return last
end

local stays = groups.all():stays():linked()
if given.house then stays = stays:of_house(given.house) end

local looked, arriving, inside, early = stays:count(), 0, 0, {}
for stay in stays:starting_on(given.date):each() do
    arriving = arriving + 1
    if not stay.uniform then
        stay:leave_out("has different hours on its doors; one-end gives them one", { asked = true })
    elseif stay.in_house then
        inside = inside + 1
    else
        -- Where the clocks change over the hour, the earlier of the two is the guest's.
        local opens = given.date:at(given.clock, stay.zone, "earlier")
        local other = opens < stay.starts_at and taken(stay, opens)
        if other then
            stay:leave_out(("%s has %s until %s %s"):format(other.name, other.code.door,
                other.code.ends_at:format("%a %e %b %H:%M", stay.zone), stay.zone), { asked = true })
        elseif opens < stay.starts_at then
            stay:set({ starts_at = opens }, { because = "early check-in at " .. given.clock })
        else
            table.insert(early, tostring(stay))
        end
    end
end
local aside = {}
if inside > 0 then table.insert(aside, inside .. (inside == 1 and " guest is" or " guests are") .. " in already") end
if #early > 0 then
    local shown = table.concat(early, ", ", 1, math.min(#early, 6)) .. (#early > 6 and " and " .. #early - 6 .. " more" or "")
    table.insert(aside, ("%d %s by %s anyway (%s)"):format(#early, #early == 1 and "begins" or "begin", given.clock, shown))
end
print(arriving .. " of " .. looked .. (looked == 1 and " stay begins on " or " stays begin on ") .. tostring(given.date)
    .. (#aside > 0 and ": " .. table.concat(aside, ", and ") or ""))
