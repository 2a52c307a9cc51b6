-- Lists the guests whose checkout has passed and who are still about. It changes nothing.
--
--   keyshift run who-is-late
--   keyshift run who-is-late 11:00 house="Harbour House"
--
-- They are those whose code was used since, or is still on a door after its end.
-- The checkout is the hour given, else that of the house in keyshift.json, on the day on which the code ends; without either,
-- and where the code ends before, it is the end of the code. Seam tells of a code only where its lock does, and forgets codes
-- that are gone from their doors: who stays without opening a door is not seen.

local given = args{
    checkout = args.clock{ optional = true, about = "when guests should have left, on the clock of the doors" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

local door_of = {}
for _, door in ipairs(doors.all()) do door_of[door.id] = door end

local query = groups.all():stays()
if given.house then query = query:of_house(given.house) end

-- When the stay should have left the door of one of its codes.
local function due_of(member)
    local door = door_of[member.device_id]
    local clock = given.checkout or door.check_out
    if not clock or not door.zone then return member.ends_at end
    local due = member.ends_at:date(door.zone):at(clock, door.zone, "later")
    -- A code that ends before the hour, or whose stay only began after it, has its own end.
    if due > member.ends_at or due <= member.starts_at then return member.ends_at end
    return due
end

-- Who comes next to each door that guests do not share.
local arrivals = {}
for stay in groups.all():stays():each() do
    for _, member in ipairs(stay.members) do
        if not door_of[member.device_id].shared and member.starts_at and member.starts_at > time.now() then
            local first = arrivals[member.device_id]
            if not first or member.starts_at < first.at then
                arrivals[member.device_id] = { at = member.starts_at, name = tostring(stay) }
            end
        end
    end
end

local past, looked = {}, 0
for stay in query:each() do
    looked = looked + 1
    for _, member in ipairs(stay.members) do
        if member.ends_at and due_of(member) <= time.now() then
            local entry = past[#past]
            if not entry or entry.stay.key ~= stay.key then
                entry = { stay = stay, due = due_of(member), ids = {}, members = {} }
                table.insert(past, entry)
            end
            if due_of(member) < entry.due then entry.due = due_of(member) end
            table.insert(entry.ids, member.access_code_id)
            table.insert(entry.members, member)
        end
    end
end

local used = task.map(past, function(entry)
    -- Who opens without a code, such as by a card, is not seen.
    local events = #entry.ids == 0 and {}
        or seam.events.list{ access_code_ids = entry.ids, event_type = "lock.unlocked", since = entry.due }
    local last = false
    for _, event in ipairs(events) do
        if not last or event.occurred_at > last.occurred_at then last = event end
    end
    return last
end, { concurrency = 8 })

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

local zones = {}
for place, entry in ipairs(past) do zones[place] = door_of[entry.members[1].device_id].zone or "UTC" end
local clock, heading = clock_of(zones)

local count = 0
for place, entry in ipairs(past) do
    local notes, next_guest, zone = {}, nil, zones[place]
    local event = used[place]
    if event then
        table.insert(notes, "opened " .. door_of[event.device_id].name .. " "
            .. clock(time.parse(event.occurred_at), zone))
    end
    for _, member in ipairs(entry.members) do
        if member.access_code_id and member.ends_at <= time.now() then table.insert(notes, "the code is still on " .. member.door) end
        local arrival = arrivals[member.device_id]
        if arrival and (not next_guest or arrival.at < next_guest.at) then next_guest = arrival end
    end
    if #notes > 0 then
        count = count + 1
        if count == 1 and heading then print(heading) end
        if next_guest then
            table.insert(notes, next_guest.name .. " arrives " .. clock(next_guest.at, zone))
        end
        print(table.concat({ clock(entry.due, zone), tostring(entry.stay), table.concat(notes, "; ") }, "  "))
    end
end
print(count .. " of " .. #past .. " whose checkout has passed are still about; looked at " .. looked .. (looked == 1 and " stay" or " stays"))
