-- Lists the doors where the next guest arrives too soon after the last one has left. It changes nothing.
--
--   keyshift run turnover 3h
--   keyshift run turnover 3h house="Harbour House"
--
-- Doors that guests share, such as a front door, are not looked at, and staff and cleaners are no guests. Where somebody
-- stays longer than the one who came after, the arrival is compared with the one who leaves last. Two guests at once are told
-- by themselves, unless their hours are the same but for the gap: then they share the door.

local given = args{
    gap = args.duration{ default = "3h", about = "the time that cleaning takes" },
    house = args.text{ optional = true, about = "only the doors of this house" },
}

local stays = groups.all():stays()
if given.house then stays = stays:of_house(given.house) end

local shared = {}
for _, door in ipairs(doors.all()) do shared[door.id] = door.shared end

local by_door, looked = {}, 0
for stay in stays:each() do
    looked = looked + 1
    for _, member in ipairs(stay.members) do
        if not shared[member.device_id] and member.ends_at then
            local door = by_door[member.device_id] or { name = member.door, hours = {} }
            by_door[member.device_id] = door
            table.insert(door.hours, { name = tostring(stay), zone = stay.zone or "UTC", starts_at = member.starts_at,
                ends_at = member.ends_at })
        end
    end
end

local function line_of(door, last, hours)
    return ("%s  %s leaves %s, %s arrives %s  (%s)"):format(door.name, last.name, last.ends_at:format("%a %e %b %H:%M", last.zone),
        hours.name, hours.starts_at:format("%a %e %b %H:%M", hours.zone), hours.zone)
end

local function is_near(one, other)
    return one < other + given.gap and other < one + given.gap
end

-- Too soon, at once, and how many came together: who has nearly the same hours as who is there shares the door.
local soon, double, together, count = {}, {}, 0, 0
for _, door in pairs(by_door) do
    count = count + 1
    table.sort(door.hours, function(a, b) return a.starts_at < b.starts_at end)
    local last
    for _, hours in ipairs(door.hours) do
        if last and hours.starts_at < last.ends_at then
            if is_near(last.starts_at, hours.starts_at) and is_near(last.ends_at, hours.ends_at) then
                together = together + 1
            else
                table.insert(double, line_of(door, last, hours))
            end
        elseif last and hours.starts_at < last.ends_at + given.gap then
            table.insert(soon, line_of(door, last, hours))
        end
        if not last or last.ends_at < hours.ends_at then last = hours end
    end
end

table.sort(soon)
for _, line in ipairs(soon) do print(line) end
if #double > 0 then
    print("the next guest comes before the last one has left:")
    table.sort(double)
    for _, line in ipairs(double) do print("  " .. line) end
end
print(#soon .. " with less than " .. tostring(given.gap) .. " between two guests"
    .. (#double > 0 and ", " .. #double .. " with two at once" or "")
    .. (together > 0 and ", " .. together .. " shared by guests of the same hours" or "")
    .. ", of " .. looked .. (looked == 1 and " stay on " or " stays on ") .. count .. (count == 1 and " door" or " doors")
    .. " of their own")
