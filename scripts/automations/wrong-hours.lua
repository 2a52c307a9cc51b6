-- Lists the stays whose hours are off those of their house by as much as the clocks changed: summer time, daylight saving, DST.
--
--   keyshift run wrong-hours
--   keyshift run wrong-hours 2026-11-01 check_out=11:00
--   keyshift run wrong-hours what=mend
--
-- Codes that were made with the wrong clock begin and end an hour beside the hours of the house. The hours are those of the
-- command line, else check_in and check_out of the house in keyshift.json, else those that most of its stays have. Each stay
-- is listed with the line that mends it; what=mend plans all of them, but for an end that would come earlier: an hour more may
-- be a late checkout. A start of such a stay that is too late is mended all the same. Where no hour is that of more than half
-- of a house's stays, it is not guessed, and check_in= or check_out= says it. Hours in the night of the change itself are listed,
-- too; who is in the house in that night: keyshift find --on 2026-11-01
-- Staff and cleaners are not looked at, and what a run of this journal gave is no fault of a clock.

local given = args{
    since = args.date{ optional = true, about = "the day of the clock change; else the last one, or one of the next two weeks" },
    what = args.choice{ "report", "mend", default = "report", about = "only say what is off, or plan the hours of the house" },
    house = args.text{ optional = true, about = "only the stays of this house" },
    check_in = args.clock{ optional = true, about = "when guests arrive, on the clock of the doors" },
    check_out = args.clock{ optional = true, about = "when guests leave, on the clock of the doors" },
}

local door_of = {}
for _, door in ipairs(doors.all()) do door_of[door.id] = door end

-- The day on which the clocks of a zone change within two weeks, or changed last, and how many minutes longer it is than
-- others; 60 either way where they do not, because somebody may have thought that they would.
local changes = {}
local function change_of(zone)
    if changes[zone] then return changes[zone] end
    local day = given.since or run.time:date(zone):add({ days = 14 })
    local change = { day = given.since, minutes = 60, both = true }
    for _ = 0, given.since and 0 or 254 do
        local minutes = (day:at("12:00", zone) - day:add({ days = -1 }):at("12:00", zone)):minutes() - 1440
        if minutes ~= 0 then
            change = { day = day, minutes = minutes, known = true }
            break
        end
        day = day:add({ days = -1 })
    end
    changes[zone] = change
    return change
end

local function minutes_of(clock)
    local hours, minutes = clock:match("^(%d+):(%d+)")
    return hours * 60 + minutes
end

-- By how many minutes a clock is behind another, from -720 to 719.
local function lead(clock, other)
    return (minutes_of(clock) - minutes_of(other) + 720) % 1440 - 720
end

local query = groups.all():stays()
if given.house then query = query:of_house(given.house) end
local stays, names = {}, {}
for stay in query:each() do
    if stay.zone then table.insert(stays, stay) end
end
for stay in groups.all():each() do
    if stay.name then names[stay.name] = (names[stay.name] or 0) + 1 end
end

-- The hours that most stays of a house have, for houses that have none in keyshift.json; what a run gave a stay is not its
-- house's hour.
local usual = { starts_at = {}, ends_at = {} }
local function house_of(stay)
    for _, id in ipairs(stay.device_ids) do
        if not door_of[id].shared and door_of[id].house then return door_of[id].house end
    end
    return door_of[stay.device_ids[1]].house or stay.zone
end
for _, stay in ipairs(stays) do
    if stay.uniform then
        for field, counts in pairs(usual) do
            local house, clock = house_of(stay), stay[field]:clock(stay.zone)
            counts[house] = counts[house] or {}
            if not stay:run_of(field == "starts_at" and "starts" or "ends") then
                counts[house][clock] = (counts[house][clock] or 0) + 1
            end
        end
    end
end

local guessed, guesses = {}, {}
-- Houses of whose stays no hour is that of more than half, by the argument that says it.
local unknown = { check_in = {}, check_out = {} }
local function hour_of(stay, field)
    local name = field == "starts_at" and "check_in" or "check_out"
    if given[name] then return given[name] end
    for _, id in ipairs(stay.device_ids) do
        if door_of[id][name] then return door_of[id][name] end
    end
    local house, best, most, all = house_of(stay), nil, 0, 0
    for clock, count in pairs(usual[field][house]) do
        all = all + count
        if count > most or count == most and clock < best then best, most = clock, count end
    end
    if 2 * most <= all then
        unknown[name][house] = true
        return nil
    end
    local key = name .. " " .. best
    if not guessed[key] then
        guessed[key] = { key = key, name = name, houses = {}, count = 0 }
        table.insert(guesses, guessed[key])
    end
    if not guessed[key].houses[house] then
        guessed[key].houses[house] = true
        guessed[key].count = guessed[key].count + 1
        table.insert(guessed[key], house)
    end
    return best
end

-- A word as a shell takes it.
local function quoted(word)
    if word:match("^[%w%-_./:+=@%%,]+$") then return word end
    if not word:match("[\"$`\\!]") then return '"' .. word .. '"' end
    return "'" .. word:gsub("'", "'\\''") .. "'"
end

local function word_of(stay)
    return quoted(stay.name and names[stay.name] == 1 and stay.name or stay.key)
end

-- Whether an hour is in the night of the change: it comes twice, or is the first behind those that are left out.
local function is_of_the_night(instant, zone)
    local clock = instant:clock(zone)
    return (instant + "1h"):clock(zone) == clock or (instant - "1h"):clock(zone) == clock
        or lead(clock, (instant - "1h"):clock(zone)) == 120
end

-- The day and the instant of an hour of the house nearest to an instant, which may be on the other side of midnight.
local function nearest(instant, hour, zone)
    local day = instant:date(zone)
    for _, days in ipairs({ 0, -1, 1 }) do
        local other = day:add({ days = days })
        local wanted = other:at(hour, zone, "later")
        if math.abs((wanted - instant):minutes()) <= 180 then return other, wanted end
    end
end

local format = "%a %d %b %H:%M"
local looked, off, mendable, partly, nightly = 0, 0, 0, 0, 0

-- How many hours a run of this journal gave, by the run: they are as they were meant.
local given_by = {}

local function look(stay)
    local zone, change = stay.zone, change_of(stay.zone)
    local wanted, said, options = {}, {}, {}
    for _, field in ipairs({ "starts_at", "ends_at" }) do
        local instant = stay[field]
        local is_ahead = instant > time.now() and (not change.day or instant:date(zone) >= change.day)
        if is_ahead then
            local hour = hour_of(stay, field)
            local minutes = hour and lead(instant:clock(zone), hour)
            local verb = field == "starts_at" and "starts" or "ends"
            local is_off = hour and (minutes == -change.minutes or change.both and minutes == change.minutes)
            -- An hour that a run gave, such as one more for a storm, is none that a wrong clock made.
            local origin = is_off and stay:run_of(verb)
            if origin then
                given_by[origin] = (given_by[origin] or 0) + 1
            elseif is_off then
                local day
                day, wanted[field] = nearest(instant, hour, zone)
                table.insert(said, ("%s %s, and the hour of the house is %s"):format(verb, instant:format(format, zone), hour))
                table.insert(options, ("--%s \"%s %s\""):format(verb, tostring(day), hour))
            end
            if is_of_the_night(instant, zone) then
                nightly = nightly + 1
                print(("%s  %s  %s %s, in the hour of the clock change"):format(tostring(stay), zone, verb,
                    instant:format(format, zone)))
                print("    keyshift why " .. word_of(stay))
            end
        end
    end
    if #said == 0 then return end
    off = off + 1
    local function line(...)
        return ("    keyshift move %s %s"):format(word_of(stay), table.concat({ ... }, " "))
    end
    local loses = wanted.ends_at and wanted.ends_at < stay.ends_at
    -- A start that is too late is given back whatever the end is: the guest would stand outside.
    local gains = wanted.starts_at and wanted.starts_at < stay.starts_at
    local doubt = loses and "; an hour more may be a late checkout" .. (stay.in_house and " of a guest inside" or "")
    print(("%s  %s  %s%s"):format(tostring(stay), zone, table.concat(said, "; "), doubt or ""))
    if not loses then
        mendable = mendable + 1
        print(line(table.unpack(options)))
    elseif stay.in_house then
        -- From a guest inside nothing is taken by a line that is offered.
        print("    keyshift why " .. word_of(stay))
    else
        -- The start by itself, and the end by itself for whoever knows that nobody gave it.
        for _, option in ipairs(options) do print(line(option)) end
    end
    if loses and gains then partly = partly + 1 end
    if given.what ~= "mend" then return end
    local because = "the hours of the house, after the clock change"
    if not loses then
        stay:set(wanted, { because = because, allow = "shorten" })
        return
    end
    if gains then stay:set({ starts_at = wanted.starts_at }, { because = because }) end
    local why = "would lose time at its end, and may have a late checkout"
    stay:leave_out(("%s: %s%s"):format(table.concat(said, "; "), gains and "its start is mended; it " or "", why),
        { asked = true })
end

local mixed = 0
for _, stay in ipairs(stays) do
    looked = looked + 1
    if stay.uniform then look(stay) else mixed = mixed + 1 end
end

if #guesses > 0 then
    table.sort(guesses, function(a, b) return a.key < b.key end)
    local told, added, seen = {}, {}, {}
    for _, guess in ipairs(guesses) do
        local shown = table.concat(guess, ", ", 1, math.min(#guess, 3)) .. (#guess > 3 and " and " .. #guess - 3 .. " more" or "")
        table.insert(told, ("%s (%s)"):format(guess.key, shown))
        if not seen[guess.name] then table.insert(added, guess.name .. "=HH:MM") end
        seen[guess.name] = true
    end
    print(("not in keyshift.json, and so what most stays have: %s; for another add %s"):format(table.concat(told, ", "),
        table.concat(added, " ")))
end
for _, name in ipairs({ "check_in", "check_out" }) do
    local houses = {}
    for house in pairs(unknown[name]) do table.insert(houses, house) end
    table.sort(houses)
    if #houses > 0 then
        local shown = table.concat(houses, ", ", 1, math.min(#houses, 3)) .. (#houses > 3 and " and " .. #houses - 3 .. " more" or "")
        print(("no %s is that of more than half of the stays (%s), so that it is not looked at; add %s=HH:MM"):format(name, shown,
            name))
    end
end
if mixed > 0 then print(mixed .. " with different hours on their doors were not looked at; one-end gives them one") end
local origins = {}
for origin in pairs(given_by) do table.insert(origins, origin) end
table.sort(origins)
for _, origin in ipairs(origins) do
    print(("%d %s beside those of the house by what run %s gave, and so not by the clock: keyshift runs show %s"):format(
        given_by[origin], given_by[origin] == 1 and "hour is" or "hours are", origin, origin))
end
local zones = {}
for zone in pairs(changes) do table.insert(zones, zone) end
table.sort(zones)
for _, zone in ipairs(zones) do
    local change = changes[zone]
    if change.known then
        print(("the clocks of %s %s on %s by %d min"):format(zone, change.day > run.time:date(zone) and "change" or "changed",
            tostring(change.day), math.abs(change.minutes)))
    else
        print(("the clocks of %s did not change%s; looked for an hour either way"):format(zone,
            change.day and " on " .. tostring(change.day) or " in the last 240 days"))
    end
end
print(("%d of %d stays are off by the clock change%s"):format(off, looked,
    nightly > 0 and (", and %d %s in its night"):format(nightly, nightly == 1 and "hour is" or "hours are") or ""))
if given.what == "report" and mendable + partly > 1 then
    local words = { "keyshift run wrong-hours what=mend" }
    if given.since then table.insert(words, "since=" .. tostring(given.since)) end
    for _, name in ipairs({ "house", "check_in", "check_out" }) do
        if given[name] then table.insert(words, name .. "=" .. quoted(tostring(given[name]))) end
    end
    local all, starts = mendable .. " of them the hours of their house", partly .. " its start alone"
    print("To give " .. (mendable == 0 and starts or partly == 0 and all or all .. ", and " .. starts) .. ":")
    print("    " .. table.concat(words, " "))
end
