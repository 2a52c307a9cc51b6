-- Makes codes for the cleaners: for each room from which somebody leaves on a day, until the next guest comes.
--
--   keyshift run cleaner-windows
--   keyshift run cleaner-windows house="Harbour House" with="Front door"
--
-- It can be run as often as checkouts move: a room has one such code a day, which moves along, and ends where nobody leaves
-- the room on that day any more. Where nobody comes on the day, the code ends at the hour of until. A gap that is too short
-- is left out, and the plan says between whom it is. Run it before the first checkout: who has left is on no door any more. Doors that guests share, such as a front door, have no code of their
-- own; with gives the codes of all rooms such a door. The name must be one that keyshift.json, or the word in it, says is no
-- guest's. Seam chooses the PINs.

local given = args{
    date = args.date{ optional = true, about = "the day, on the calendar of the doors; today if it is not given" },
    house = args.text{ optional = true, about = "only the rooms of this house" },
    with = args.text{ optional = true, about = "a door that each code opens as well, such as the front door" },
    least = args.duration{ default = "30m", about = "the shortest gap that is worth a code" },
    ["until"] = args.clock{ default = "18:00", about = "when the cleaners leave, where nobody comes before" },
    name = args.text{ default = "Cleaner", about = "what the codes are named, before the room" },
}

local choice = {}
for _, door in ipairs(doors.all()) do
    if not given.house or (door.house or ""):lower() == given.house:lower() then table.insert(choice, door) end
end
if #choice == 0 then error(given.house and ("no door is of the house " .. given.house) or "the workspace has no door", 0) end

local beside
if given.with then
    for _, door in ipairs(choice) do
        if door.id == given.with or door.name:lower() == given.with:lower() then beside = door end
    end
    if not beside then error(('with: there is no door "%s" among them'):format(given.with), 0) end
end

-- The day on the calendar of a door.
local function day_of(door)
    return given.date or time.now():date(door.zone)
end

-- By what the code of a room and a day is known, whenever it was made.
local function id_of(door)
    return "cleaner " .. tostring(day_of(door)) .. " " .. door.id
end

local rooms, own = {}, {}
for _, door in ipairs(choice) do
    if not door.shared and door.zone and door ~= beside then
        local room = { door = door, id = id_of(door), hours = {} }
        room.made = groups.ensured(room.id)
        if room.made then own[room.made.key] = true end
        rooms[door.id] = room
        table.insert(rooms, room)
    end
end

for stay in groups.all():stays():each() do
    for _, member in ipairs(stay.members) do
        local room = rooms[member.device_id]
        if room and member.starts_at and member.ends_at and not own[stay.key] then
            table.insert(room.hours, { name = tostring(stay), starts_at = member.starts_at, ends_at = member.ends_at })
        end
    end
end

-- The last one who leaves a room on the day and finds nobody there, and the next one who comes.
local function gap_of(room)
    local zone, last, following = room.door.zone, nil, nil
    for _, hours in ipairs(room.hours) do
        if hours.ends_at:date(zone) == day_of(room.door) and (not last or last.ends_at < hours.ends_at) then last = hours end
    end
    -- Whoever has left is not on the doors any more, and the code of the cleaners knows since when.
    local made = room.made and room.made.members[1]
    if not last and made and made.starts_at <= time.now() then last = { name = "the guest", ends_at = made.starts_at } end
    if not last then return nil end
    for _, hours in ipairs(room.hours) do
        if hours.starts_at < last.ends_at and hours.ends_at > last.ends_at then return nil end
        local comes = hours.starts_at >= last.ends_at
        if comes and (not following or hours.starts_at < following.starts_at) then following = hours end
    end
    return last, following
end

-- The hours of the cleaners in a room; nil where there are none, with a reason where somebody leaves.
local function window_of(room)
    local last, following = gap_of(room)
    if not last then return nil end
    local zone = room.door.zone
    local ends = day_of(room.door):at(given["until"], zone, "later")
    if following and following.starts_at < ends then ends = following.starts_at end
    if ends < last.ends_at + given.least then
        local who = following and following.starts_at == ends and following.name .. " comes at " or "the cleaners leave at "
        return nil, ("%s leaves at %s, and %s%s"):format(last.name, last.ends_at:clock(zone), who, ends:clock(zone))
    end
    return { starts_at = last.ends_at, ends_at = ends, after = last.name }
end

-- The codes are those of people who work here, and a guest comes first: they may lose time, and be locked out.
local function options(because)
    return { because = because, allow = { "lockout", "shorten" } }
end

local count, over = 0, 0
for _, room in ipairs(rooms) do
    local window, why = window_of(room)
    if window and window.ends_at <= time.now() then
        over = over + 1
    elseif window then
        count = count + 1
        local list = { room.door.id }
        if beside then table.insert(list, beside.id) end
        groups.ensure({
            id = room.id, name = given.name .. " " .. room.door.name, doors = list, starts_at = window.starts_at,
            ends_at = window.ends_at,
        }, options(window.after .. " leaves"))
    elseif room.made then
        room.made:cancel(options(why or "nobody leaves on the day"))
    end
    if why then run.leave_out(room.door.name, why) end
end
print(("%d of %d rooms have a gap for the cleaners%s"):format(count, #rooms, over > 0 and ", " .. over .. " are over" or ""))
