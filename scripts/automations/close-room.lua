-- Moves the stays of a door to other rooms, or to its new lock: it is broken, or was replaced.
--
--   keyshift run close-room "Room 12" to="Room 14"
--   keyshift run close-room "Room 12" to="Room 14, Room 15" until=2026-12-01
--   keyshift run close-room OLD_DEVICE_ID to=NEW_DEVICE_ID who=everybody
--
-- A stay gets the first of the rooms that nobody has during its hours, and keeps its PIN and its other doors, such as the
-- front door. For a guest who can open the door now the new code is on its lock before the old one goes. A stay for which no
-- room is free is left out, and the plan says who has them. Two locks of one name are told apart by their device ids.

local given = args{
    door = args.text{ about = "the door that is closed, or the id of its old lock" },
    to = args.text{ about = "the rooms for its stays, with commas between them, or the id of the new lock" },
    ["until"] = args.date{ optional = true, about = "the day on which it is open again: later arrivals keep it" },
    who = args.choice{ "guests", "everybody", default = "guests", about = "whether staff and cleaners move, too" },
}

-- The words of a text, in any case, with a space around each.
local function words(text)
    return " " .. text:lower():gsub("[%s%-_/#.]+", " "):gsub("^ ", ""):gsub(" $", "") .. " "
end

-- The one door that a text names: by its whole name or its id, else by words of its name; nil with a reason.
local function door_named(text)
    local wanted, named, like = words(text), {}, {}
    for _, door in ipairs(doors.all()) do
        local name = words(door.name)
        if door.id == text or name == wanted then table.insert(named, door) end
        local fits = wanted ~= "  "
        for word in wanted:gmatch("%S+") do fits = fits and name:find(" " .. word .. " ", 1, true) ~= nil end
        if fits then table.insert(like, door) end
    end
    local found = #named > 0 and named or like
    if #found == 1 then return found[1] end
    if #found == 0 then return nil, ('there is no door "%s"'):format(text) end
    local list = {}
    for place = 1, math.min(#found, 4) do list[place] = found[place].name .. " (" .. found[place].id .. ")" end
    return nil, ('%d doors are named "%s": %s%s; name one by its id'):format(#found, text, table.concat(list, ", "),
        #found > 4 and ", …" or "")
end

-- A door that must be there.
local function door_of(text)
    local door, why = door_named(text)
    return door or error(why, 0)
end

local closed, rooms = door_of(given.door), {}
local whole = door_named(given.to)
if whole then
    rooms = { whole }
else
    for part in given.to:gmatch("[^,;]+") do table.insert(rooms, door_of((part:gsub("^%s+", ""):gsub("%s+$", "")))) end
end
for _, room in ipairs(rooms) do
    if room.id == closed.id then error(room.name .. " is the door that is closed", 0) end
end

-- Who has which hours on each room.
local hours = {}
for _, room in ipairs(rooms) do hours[room.id] = {} end
for stay in groups.all():stays():each() do
    for _, member in ipairs(stay.members) do
        local list = hours[member.device_id]
        if list and member.starts_at and member.ends_at then
            table.insert(list, { key = stay.key, name = tostring(stay), starts_at = member.starts_at, ends_at = member.ends_at })
        end
    end
end

-- Who has a room during some hours; nil where nobody has.
local function taken(room, stay, starts_at, ends_at)
    -- A door that guests share, such as a front door, is nobody's own.
    if closed.shared or room.shared then return nil end
    for _, other in ipairs(hours[room.id]) do
        if other.key ~= stay.key and other.starts_at < ends_at and other.ends_at > starts_at then return other end
    end
end

-- The first room that nobody has; nil with a reason.
local function room_for(stay, starts_at, ends_at)
    local reasons = {}
    for _, room in ipairs(rooms) do
        local other = taken(room, stay, starts_at, ends_at)
        if not other then return room end
        table.insert(reasons, ("%s has %s until %s"):format(other.name, room.name,
            other.ends_at:format("%a %e %b %H:%M", room.zone or "UTC")))
    end
    return nil, "no room is free: " .. table.concat(reasons, "; ")
end

-- What was refused, without the place in this script.
local function reason(problem)
    return (tostring(problem):gsub("^.-%.lua:%d+: ", ""))
end

-- The stays of a query that have the door, each with its hours there.
local function stays_of(query)
    local list = {}
    for stay in query:on_devices(closed.id):each() do
        for _, member in ipairs(stay.members) do
            local begins = member.starts_at
            local is_later = given["until"] and begins and begins:date(closed.zone or "UTC") >= given["until"]
            if member.device_id == closed.id and begins and not is_later then
                table.insert(list, { stay = stay, starts_at = begins, ends_at = member.ends_at })
            end
        end
    end
    return list
end

local guests = stays_of(groups.all():stays())
local everybody = stays_of(groups.all())
local staff, is_guest = #everybody - #guests, {}
for _, one in ipairs(guests) do is_guest[one.stay.key] = true end
local moving = given.who == "everybody" and everybody or guests
table.sort(moving, function(a, b)
    if a.starts_at ~= b.starts_at then return a.starts_at < b.starts_at end
    return a.stay.key < b.stay.key
end)

local moved = 0
for _, one in ipairs(moving) do
    local stay = one.stay
    local room, why = rooms[1], nil
    -- Who works there meets nobody.
    if is_guest[stay.key] then room, why = room_for(stay, one.starts_at, one.ends_at) end
    local done = false
    if room then
        local options = { because = closed.name .. " is closed" }
        done, why = pcall(stay.change_doors, stay, { to = room.id, from = closed.id }, options)
    end
    if done then
        moved = moved + 1
    else
        stay:leave_out(reason(why), { asked = true })
    end
    if done and is_guest[stay.key] then
        table.insert(hours[room.id], { key = stay.key, name = tostring(stay), starts_at = one.starts_at, ends_at = one.ends_at })
    end
end
for stay in groups.all():ongoing():on_devices(closed.id):each() do
    stay:leave_out("has no end, and keeps its code on " .. closed.name .. "; make it at the other door by hand", { asked = true })
end
print(("%d of %d %s on %s %s"):format(moved, #moving, #moving == 1 and "stay" or "stays", closed.name,
    #moving == 1 and "moves" or "move"))
if given.who == "guests" and staff > 0 then
    print(staff .. " of staff keep their codes there; who=everybody moves them, too")
end
