-- Looks at the doors of the guests who arrive, and raises an alarm where somebody would stand outside. It changes nothing.
--
--   keyshift run door-watch
--   keyshift schedule add door-watch door-watch --cron "*/10 * * * *" --zone America/Vancouver
--
-- Who arrives within a day and may meet trouble is listed. From four hours before, a lock with an error, one that is offline
-- for over half an hour and a battery that is nearly empty raise an alarm; a code that is not on its lock does so a day before,
-- or 45 minutes before where the lock takes its codes just in time. One alarm for each cause: a door, a house whose doors are
-- all gone, or a maker whose service is. It is urgent when somebody has to leave now to be there before the guest.

local given = args{
    house = args.text{ optional = true, about = "only the guests of this house" },
    list = args.duration{ default = "24h", about = "how far ahead the list looks" },
    alarm = args.duration{ default = "4h", about = "how far ahead trouble with a lock raises an alarm" },
    offline = args.duration{ default = "30m", about = "how long a lock may be offline" },
    battery = args.number{ default = 0.15, about = "a battery that is nearly empty, 0 to 1" },
    reach = args.duration{ default = "30m", about = "how long somebody needs to a door whose house does not say" },
}

local now = time.now()
local JUST_IN_TIME, STARTED, NEW = time.duration("45m"), time.duration("2h"), time.duration("15m")

-- Doors ----------------------------------------------------------------------------------------------------------

-- What Seam says of a lock that is out of reach and may come back by itself.
local GONE_FOR_NOW = { device_offline = true, device_disconnected = true, hub_disconnected = true, bridge_disconnected = true }
-- What it says of the whole account at the maker.
local ACCOUNT = { account_disconnected = true, dormakaba_sites_disconnected = true, missing_device_credentials = true }

local all, by_id = doors.all(), {}
-- By the ids of doors: whether one is out of reach, whether its account is, and what else is wrong with it.
local away, no_account, lock_error = {}, {}, {}
for _, door in ipairs(all) do
    by_id[door.id] = door
    for _, code in ipairs(door.errors) do
        if ACCOUNT[code] then no_account[door.id] = true
        elseif GONE_FOR_NOW[code] then away[door.id] = true
        else lock_error[door.id] = lock_error[door.id] or code end
    end
    away[door.id] = away[door.id] or no_account[door.id] or door.online == false
end

-- How many doors there are and are out of reach, by the name that `key` gives.
local function count(key, counts_door)
    local groups = {}
    for _, door in ipairs(all) do
        local name = key(door)
        if name and counts_door(door) then
            local group = groups[name] or { name = name, all = 0, away = 0, houses = {} }
            groups[name] = group
            group.all = group.all + 1
            if away[door.id] then
                group.away = group.away + 1
                if door.house then group.houses[door.house] = true end
            end
            if no_account[door.id] then group.no_account = true end
        end
    end
    return groups
end

local function size(set)
    local count = 0
    for _ in pairs(set) do count = count + 1 end
    return count
end

local function of_house(door) return door.house end
local function of_brand(door) return door.brand end

-- A house is out when at least three of its doors are, and four of five; a maker when at least five of its doors are, and
-- two of three, in two houses. The doors of a house that is out say nothing of a maker, and those of a maker nothing of a house.
local function house_is_out(group) return group.away >= 3 and group.away >= 0.8 * group.all end
local function brand_is_out(group)
    return group.no_account or (group.away >= 5 and group.away >= 0.66 * group.all and size(group.houses) >= 2)
end

local maybe_out, brands_out, houses_out = {}, {}, {}
for name, group in pairs(count(of_house, function() return true end)) do maybe_out[name] = house_is_out(group) end
for name, group in pairs(count(of_brand, function(door) return not (door.house and maybe_out[door.house]) end)) do
    if brand_is_out(group) then brands_out[name] = group end
end
for name, group in pairs(count(of_house, function(door) return not brands_out[door.brand or ""] end)) do
    if house_is_out(group) then houses_out[name] = group end
end

-- What a door's trouble comes from: its key, its sort, and what it is about.
local function cause_of(door)
    if away[door.id] and door.brand and brands_out[door.brand] then
        return { key = "brand " .. door.brand, kind = "brand_out", about = "locks of " .. door.brand, group = brands_out[door.brand] }
    elseif away[door.id] and door.house and houses_out[door.house] then
        return { key = "house " .. door.house, kind = "house_out", about = { house = door.house }, group = houses_out[door.house] }
    elseif away[door.id] then
        return { key = door.id .. " offline", kind = "offline", about = door }
    elseif lock_error[door.id] then
        return { key = door.id .. " error", kind = "lock_error", about = door, error = lock_error[door.id] }
    elseif door.battery and door.battery < given.battery then
        return { key = door.id .. " battery", kind = "battery", about = door }
    end
end

-- Arrivals -------------------------------------------------------------------------------------------------------

local query = groups.all():stays()
if given.house then query = query:of_house(given.house) end

-- One entry for each door of a guest who arrives, or has arrived lately.
local arrivals, guests = {}, {}
for stay in query:each() do
    for _, member in ipairs(stay.members) do
        local starts = member.starts_at
        if starts and starts > now - STARTED and starts <= now + given.list and member.ends_at > now then
            table.insert(arrivals, { stay = stay, member = member, door = by_id[member.device_id], starts = starts,
                left = starts - now })
            guests[stay.key] = true
        end
    end
end
table.sort(arrivals, function(a, b)
    if a.starts ~= b.starts then return a.starts < b.starts end
    return (a.member.access_code_id or "") < (b.member.access_code_id or "")
end)

-- Whether a code that is not on its lock should be there by now.
local function is_due(arrival)
    if not arrival.door.just_in_time then return true end
    return arrival.left <= JUST_IN_TIME
end

-- Codes that should be on their locks and are not, with what Seam says of them.
local asked = {}
for _, arrival in ipairs(arrivals) do
    -- Who opens without a code, such as by a card, waits for none.
    local waits = arrival.member.access_code_id and not arrival.member.on_lock
    if waits and not cause_of(arrival.door) and is_due(arrival) then table.insert(asked, arrival) end
end
task.map(asked, function(arrival)
    local known, code = pcall(seam.access_codes.get, { access_code_id = arrival.member.access_code_id })
    -- Who took the code away meanwhile has ended the stay. No other answer says that the code is there.
    if not known and code.code == "not_found" then return end
    if not known then error(code, 0) end
    local reach = arrival.door.reach or given.reach
    -- Somebody made it just now: it is on its way, unless the guest is, too.
    local is_new = time.parse(code.created_at) > now - NEW and arrival.left > reach
    if code.status == "set" or code.is_scheduled_on_device or is_new then return end
    arrival.missing = true
    for _, error in ipairs(code.errors or {}) do arrival.code_error = arrival.code_error or error.error_code end
end, { concurrency = 8 })

-- Alarms ---------------------------------------------------------------------------------------------------------

-- A name as a shell reads it.
local function quoted(text) return "'" .. (text:gsub("'", "'\\''")) .. "'" end

local function clock(at, door) return at:format("%a %H:%M", door.zone or "UTC") end
-- What may be long ago has its date.
local function dated(at, door) return at:format("%a %e %b %H:%M", door.zone or "UTC") end

local words = {
    offline = function(cause)
        local door = cause.about
        return "the lock is offline" .. (door.offline_since and " since " .. dated(door.offline_since, door) or "")
    end,
    lock_error = function(cause) return "Seam says of the lock: " .. cause.error end,
    battery = function(cause) return string.format("the battery is at %d %%", math.floor(cause.about.battery * 100 + 0.5)) end,
    code = function(cause)
        return cause.first.code_error and "the code is not on the lock, and Seam says: " .. cause.first.code_error
            or "the code is not on the lock"
    end,
    house_out = function(cause)
        return cause.group.away .. " of " .. cause.group.all .. " locks of the house are out of reach: look for its power or its network"
    end,
    brand_out = function(cause)
        return cause.group.away .. " of " .. cause.group.all .. " " .. cause.about .. " are out of reach, in " .. size(cause.group.houses)
            .. (cause.group.no_account and " houses: the account must be connected again" or " houses: the maker's service, not the doors")
    end,
}

-- What to do, as commands that exist.
local function way_on(cause)
    if cause.kind == "house_out" or cause.kind == "brand_out" then return "keyshift run offline-doors" end
    return "keyshift why " .. quoted(cause.first.stay.name or cause.first.stay.key)
end

-- Whether a cause keeps this guest out soon enough to wake somebody.
local function wakes(cause, arrival)
    if cause.kind == "code" then return true end
    if arrival.left > given.alarm then return false end
    local since = arrival.door.offline_since
    return not (away[arrival.door.id] and since) or now - since >= given.offline
end

local causes, order, lines = {}, {}, {}
for _, arrival in ipairs(arrivals) do
    local cause = cause_of(arrival.door)
    if not cause and arrival.missing then
        cause = { key = arrival.door.id .. " code", kind = "code", about = arrival.door }
    end
    if cause then
        local known = causes[cause.key] or cause
        if not known.first then
            causes[cause.key], known.first, known.guests = known, arrival, {}
            table.insert(order, known)
        end
        if wakes(known, arrival) then
            known.guests[arrival.stay.key] = true
            local reach = arrival.door.reach or given.reach
            local due = arrival.starts - reach
            if not known.due or due < known.due then known.due, known.soonest = due, arrival end
        end
        table.insert(lines, table.concat({ clock(arrival.starts, arrival.door), tostring(arrival.stay), arrival.door.name,
            words[known.kind](known) }, "  "))
    end
end

local raised = 0
for _, cause in ipairs(order) do
    if cause.soonest then
        cause.first = cause.soonest
        local others = size(cause.guests) - 1
        local who = tostring(cause.first.stay) .. " comes " .. clock(cause.first.starts, cause.first.door)
            .. (others > 0 and " and " .. others .. " more" or "")
        raised = raised + 1
        -- A lock that does not say since when it is offline has to be so for a while.
        local waits = cause.kind == "offline" and not cause.about.offline_since
        run.alarm{
            kind = cause.kind,
            about = cause.about,
            text = words[cause.kind](cause) .. "; " .. who .. ": " .. way_on(cause),
            due = cause.due,
            after = waits and given.offline or nil,
        }
    end
end

for _, line in ipairs(lines) do print(line) end
local arriving = size(guests)
print(#lines .. (#lines == 1 and " door" or " doors") .. " with trouble for " .. arriving
    .. (arriving == 1 and " guest who arrives" or " guests who arrive") .. " within " .. tostring(given.list) .. "; "
    .. (raised == 1 and "1 alarm" or raised .. " alarms"))
