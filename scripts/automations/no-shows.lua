-- Lists the guests who should have arrived, and whose code has opened no door since. It changes nothing.
--
--   keyshift run no-shows
--   keyshift run no-shows 48h house="Harbour House"
--
-- Seam tells of a code only where its lock does. Where a door of the stay was opened and nobody knows by whom, or an offline
-- lock may still tell of it, the line says so; who was let in by hand, or by somebody else's code, is not seen.

local given = args{
    since = args.duration{ default = "24h", about = "how far back to look for check-ins" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

local door_of = {}
for _, door in ipairs(doors.all()) do door_of[door.id] = door end

local query = groups.all():stays():starting_between(time.now() - given.since, time.now())
if given.house then query = query:of_house(given.house) end

-- How times are written: under one heading where all are of one zone, else each with its own.
local function clock_of(zones)
    local first, several = nil, false
    for _, zone in ipairs(zones) do
        first = first or zone
        several = several or zone ~= first
    end
    local function clock(instant, zone) return instant:format("%a %H:%M", zone) .. (several and " " .. zone or "") end
    return clock, not several and "times in " .. (first or "UTC")
end

local stays, zones = query:list(), {}
for place, stay in ipairs(stays) do zones[place] = stay.zone or "UTC" end
local clock, heading = clock_of(zones)

-- The first moment at which the guest could open a door, and the codes by which.
local function codes_of(stay)
    local begins, ids = time.now(), {}
    for _, member in ipairs(stay.members) do
        table.insert(ids, member.access_code_id)
        if member.starts_at and member.starts_at < begins then begins = member.starts_at end
    end
    return begins, ids
end

-- What is told of the doors that are the stay's own, and may be a guest who came in all the same.
local function doubts(stay, begins)
    local own, notes, told = {}, {}, {}
    for place, id in ipairs(stay.device_ids) do
        if not door_of[id].shared then table.insert(own, id) end
        if door_of[id].online == false then table.insert(notes, stay.doors[place] .. " is offline") end
    end
    if #own == 0 then return notes end
    local events = seam.events.list{ device_ids = own, event_types = { "lock.unlocked", "lock.access_denied" },
        since = begins }
    for _, event in ipairs(events) do
        local denied = event.event_type == "lock.access_denied"
        if not told[event.event_type] and not event.access_code_id and event.method ~= "seamapi" then
            told[event.event_type] = true
            local door = door_of[event.device_id]
            local at = clock(time.parse(event.occurred_at), stay.zone or "UTC")
            table.insert(notes, door.name .. (denied and " refused somebody " or " was opened ") .. at
                .. (denied and "" or ", not told by whom"))
        end
    end
    return notes
end

local found = task.map(stays, function(stay)
    local begins, ids = codes_of(stay)
    -- Who opens without a code, such as by a card, is seen at the doors only.
    local opened = #ids == 0 and {}
        or seam.events.list{ access_code_ids = ids, event_type = "lock.unlocked", since = begins, limit = 1 }
    return { begins = begins, notes = #opened == 0 and doubts(stay, begins) or nil }
end, { concurrency = 8 })

local count = 0
for place, stay in ipairs(stays) do
    local notes = found[place].notes
    if notes then
        count = count + 1
        if count == 1 and heading then print(heading) end
        local line = { clock(found[place].begins, zones[place]), tostring(stay),
            table.concat(stay.doors, ", ") }
        if #notes > 0 then table.insert(line, table.concat(notes, "; ")) end
        print(table.concat(line, "  "))
    end
end
print(count .. " of " .. #stays .. " who should have arrived within " .. tostring(given.since)
    .. " have not used their code")
