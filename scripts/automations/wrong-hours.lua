-- Says when the clocks change next (summer time, daylight saving, DST), and lists the stays whose hours are off by a change of them.
--
--   keyshift run wrong-hours
--   keyshift run wrong-hours 2026-11-01 check_out=11:00
--   keyshift run wrong-hours what=mend
--
-- Codes that were made with the wrong clock begin and end an hour beside the hours of the house. The hours are those of the
-- command line, else check_in and check_out of the house in keyshift.json, else those that most of its stays had before runs of
-- this journal moved them. Each stay is listed with the line that mends it; what=mend plans all of them, but for an end that
-- would come earlier: an hour more may be a late checkout. A start of such a stay that is too late is mended all the same. Where
-- no hour is that of more than half of a house's stays, it is not guessed, and check_in= or check_out= says it.
-- An hour to which a run of this journal moved a stay is no fault of a clock. Where runs moved it by a length of time, what it
-- was before them is looked at, and the mended hour has what they added.
-- Hours in the night of the change itself are listed, too; who is in the house in that night: keyshift find --on 2026-11-01
-- The end says when the clocks of each zone change next, and how many stays are there then. Staff and cleaners are not looked at.

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

-- What runs of this journal did to a bound of a stay.
local known_steps = {}
local function steps_of(stay, verb)
    local key = verb .. " " .. stay.key
    known_steps[key] = known_steps[key] or stay:steps_of(verb)
    return known_steps[key]
end

-- The hours that most stays of a house have, for houses that have none in keyshift.json. What a run gave a stay is not its
-- house's hour: what it had before counts.
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
            local house, made = house_of(stay), stay[field]
            counts[house] = counts[house] or {}
            local first = steps_of(stay, field == "starts_at" and "starts" or "ends")[1]
            if first then made = first.before end
            if made then
                local clock = made:clock(stay.zone)
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

local format = "%a %e %b %H:%M"
local looked, off, mendable, partly, nightly = 0, 0, 0, 0, 0
-- The hours that stays with one wrong hour would have at their other end, by the argument that says them.
local likely = { check_in = {}, check_out = {} }

-- How many hours a run of this journal gave, by the run: they are as they were meant.
local given_by = {}

-- Whether a clock is off an hour of the house by as much as the clocks changed.
local function is_off(clock, hour, change)
    local minutes = lead(clock, hour)
    return minutes == -change.minutes or change.both and minutes == change.minutes
end

-- Whether a bound is off its hour, with the instant that somebody else made where runs moved it since by lengths of time; and
-- the run that gave a bound that is off and is not the clock's fault.
local function fault_of(stay, verb, instant, hour, change)
    local steps, made = steps_of(stay, verb), instant
    for place = #steps, 1, -1 do
        local step = steps[place]
        local is_given = not step.before
            or not step.by_length and step.before:clock(stay.zone) ~= step.after:clock(stay.zone)
        -- What had the hour of the house once was mended, or right from the start, and has what runs gave it since.
        if is_given or step.before:clock(stay.zone) == hour or step.after:clock(stay.zone) == hour then
            return false, nil, is_off(instant:clock(stay.zone), hour, change) and steps[#steps].run or nil
        end
        made = step.before
    end
    if is_off(made:clock(stay.zone), hour, change) then return true, made end
    return false, nil, is_off(instant:clock(stay.zone), hour, change) and steps[#steps].run or nil
end

local function length_of(minutes)
    local hours, rest = math.abs(minutes) // 60, math.abs(minutes) % 60
    return (hours > 0 and ("%dh"):format(hours) or "") .. (rest > 0 and ("%dm"):format(rest) or "")
end

-- The line of this report with what was given and with more.
local function line_with(more)
    local words = { "keyshift run wrong-hours" }
    if more.what then table.insert(words, "what=" .. more.what) end
    if given.since then table.insert(words, "since=" .. tostring(given.since)) end
    for _, name in ipairs({ "house", "check_in", "check_out" }) do
        local value = more[name] or given[name]
        if value then table.insert(words, name .. "=" .. quoted(tostring(value))) end
    end
    return table.concat(words, " ")
end

local function look(stay)
    local zone, change = stay.zone, change_of(stay.zone)
    local wanted, said, options, unjudged, by = {}, {}, {}, nil, nil
    for _, field in ipairs({ "starts_at", "ends_at" }) do
        local instant = stay[field]
        local is_ahead = instant > time.now() and (not change.day or instant:date(zone) >= change.day)
        if is_ahead then
            local hour = hour_of(stay, field)
            local verb = field == "starts_at" and "starts" or "ends"
            local is_wrong, made, giver = false, nil, nil
            if hour then
                is_wrong, made, giver = fault_of(stay, verb, instant, hour, change)
            else
                unjudged = field
            end
            if giver then given_by[giver] = (given_by[giver] or 0) + 1 end
            if is_wrong then
                local _, right = nearest(made, hour, zone)
                local added = (instant - made):minutes() // 1 | 0
                by = right - made
                -- An hour of the house, with what runs added, and no step from where the stay is now.
                wanted[field] = right
                if added > 0 then wanted[field] = right + length_of(added) end
                if added < 0 then wanted[field] = right - length_of(added) end
                local runs = ""
                if added ~= 0 then
                    runs = (", %s %s than it was made, as run %s gave"):format(length_of(added), added > 0 and "later" or "earlier",
                        steps_of(stay, verb)[#steps_of(stay, verb)].run)
                end
                table.insert(said, ("%s %s%s, and the hour of the house is %s"):format(verb, instant:format(format, zone), runs, hour))
                table.insert(options, ("--%s \"%s %s\""):format(verb, tostring(wanted[field]:date(zone)), wanted[field]:clock(zone)))
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
    local doubt = loses and "; an hour more may be a late checkout" .. (stay.in_house and " of a guest inside" or "") or ""
    local unjudged_line
    if unjudged then
        local name, verb = "check_out", "ends"
        if unjudged == "starts_at" then name, verb = "check_in", "starts" end
        -- As far off as the other bound is.
        local first = steps_of(stay, verb)[1]
        local hour = ((first and first.before or stay[unjudged]) + by):clock(zone)
        likely[name][hour] = (likely[name][hour] or 0) + 1
        doubt = doubt .. ("; whether %s is right nobody knows without %s"):format(
            verb .. " " .. stay[unjudged]:format(format, zone), name)
        unjudged_line = "    " .. line_with({ [name] = hour })
    end
    print(("%s  %s  %s%s"):format(tostring(stay), zone, table.concat(said, "; "), doubt))
    if unjudged_line then print(unjudged_line) end
    -- Half of a stay is mended only where the guest gains by it: the other bound has to be known for the rest.
    if unjudged and not (gains or wanted.ends_at and not loses) then
        if given.what == "mend" then
            local name = unjudged == "starts_at" and "check_in" or "check_out"
            stay:leave_out(table.concat(said, "; ") .. ": its other hour cannot be judged; add " .. name .. "=HH:MM",
                { asked = true })
        end
        return
    end
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
        local best, most = nil, 0
        for hour, count in pairs(likely[name]) do
            if count > most or count == most and hour < best then best, most = hour, count end
        end
        print(("no %s is that of more than half of the stays (%s), so that it is not looked at; %s"):format(name, shown,
            best and "with the hour that those who are off would have:" or "add " .. name .. "=HH:MM"))
        if best then print("    " .. line_with({ [name] = best })) end
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
-- The next day on which the clocks of a zone change, from today on, and by how many minutes they go forward.
local function next_change(zone)
    local day = run.time:date(zone)
    for _ = 0, 370 do
        local minutes = 1440 - (day:at("12:00", zone) - day:add({ days = -1 }):at("12:00", zone)):minutes()
        if minutes ~= 0 then return day, minutes end
        day = day:add({ days = 1 })
    end
end

local zones, in_zone, is_one_ahead = {}, {}, false
for _, stay in ipairs(stays) do
    change_of(stay.zone)
    in_zone[stay.zone] = in_zone[stay.zone] or {}
    table.insert(in_zone[stay.zone], stay)
end
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
    local day, minutes = next_change(zone)
    if day then
        local over = 0
        for _, stay in ipairs(in_zone[zone] or {}) do
            if stay.uniform and stay.starts_at:date(zone) < day and stay.ends_at:date(zone) >= day then over = over + 1 end
        end
        is_one_ahead = true
        print(("  next they go %s on %s by %d min; %d %s there in that night%s"):format(minutes > 0 and "forward" or "back",
            day:format("%a %e %b %Y"), math.abs(minutes), over, over == 1 and "stay is" or "stays are",
            over > 0 and ": keyshift find --on " .. tostring(day) or ""))
    else
        print("  they do not change in the next year")
    end
end
if is_one_ahead then
    print("nothing has to be done before they change: what was given as an hour of the doors' clock stays at that hour")
end
print(("%d of %d stays are off by the clock change%s"):format(off, looked,
    nightly > 0 and (", and %d %s in its night"):format(nightly, nightly == 1 and "hour is" or "hours are") or ""))
if given.what == "report" and mendable + partly > 1 then
    local all, starts = mendable .. " of them the hours of their house", partly .. " its start alone"
    print("To give " .. (mendable == 0 and starts or partly == 0 and all or all .. ", and " .. starts) .. ":")
    print("    " .. line_with({ what = "mend" }))
end
