-- Gives the stays of a list new hours: a line for each booking, with a new start, a new end, or both.
--
--   keyshift run moves-from-list moves.csv
--   keyshift run moves-from-list moves.csv booking="Conf. no" starts="Arrival" ends="Departure" dates=dmy
--
-- A start and an end are a day, an hour, or both, in one column or in two; what a line does not say stays as it is, and an
-- empty cell moves nothing. The hours are those of the doors' clock. Separator, encoding, title lines, columns and the form
-- of dates are found where they are certain, and can be said. A line that is not certain is left out, and the plan says why; a
-- column that looks like days or hours and has no name that is known stops the script, and an argument says what it is.
-- Where the list has the rooms, the houses or the days, a line that says others than its stay has is left out. Of "Departure" and
-- "New departure" the new one is where the stay is moved to, and the other one says which stay is meant.

local given = args{
    file = args.file{ about = "the table" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    starts = args.text{ optional = true, about = "the name of the column with the new starts" },
    ends = args.text{ optional = true, about = "the name of the column with the new ends" },
    start_hour = args.text{ optional = true, about = "the name of the column with the hours of the starts" },
    end_hour = args.text{ optional = true, about = "the name of the column with the hours of the ends" },
    dates = args.choice{ "dmy", "mdy", "ymd", optional = true, about = "what 03/04/2026 is" },
    guest = args.text{ optional = true, about = "the name of the column with the guests; none where names are not compared" },
    ignore = args.choice{
        "nothing", "room", "house", "days", "all", default = "nothing",
        about = "what of a line with a number may be other than the stay's: its room, its house, its days",
    },
    separator = args.text{ default = "auto", about = "comma, semicolon, tab, bar, or a character" },
    encoding = args.text{ default = "auto", about = "utf-8, windows-1252, latin-1 or utf-16" },
    skip = args.number{ optional = true, min = 0, about = "how many lines stand above the header" },
    house = args.text{ optional = true, about = "only the stays of this house, whose rooms the list names" },
}

-- What booking systems call these columns, in any case; a name from the command line is the only one.
local names = {
    booking = {
        "booking no", "booking nr", "booking number", "booking id", "booking ref", "booking reference", "booking code",
        "reservation", "reservation no", "reservation nr", "reservation number", "reservation id", "res no", "res nr", "res id",
        "confirmation", "confirmation no", "confirmation number", "confirmation code", "conf no", "conf number", "reference",
        "ref", "Buchung", "Buchungsnummer", "Buchungsnr", "Buchungs nr", "Reservierung", "Reservierungsnummer",
        "Reservierungsnr", "réservation", "n° de réservation", "n° réservation", "numéro de réservation", "dossier", "reserva",
        "n° de reserva", "número de reserva", "localizador", "prenotazione", "n° prenotazione", "numero prenotazione",
        -- Where a list has no booking, it has the guests.
        "guest", "guest name", "name", "surname", "last name", "family name", "client", "Gast", "Gastname", "Nachname",
        "nom", "nom du client", "apellido", "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
    starts = {
        "start", "starts at", "arrival", "arrives", "arrival date", "arrival day", "arr", "arr date", "check in", "checkin",
        "check in date", "checkin date", "c i", "c i date", "from", "in", "new start", "new arrival", "new check in",
        "new checkin", "Anreise", "Anreisetag", "Anreisedatum", "Ankunft", "von", "neue Anreise", "arrivée",
        "date d'arrivée", "date d’arrivée", "nouvelle arrivée", "du", "llegada", "fecha de llegada", "nueva llegada", "entrada",
        "fecha de entrada", "desde", "arrivo", "data di arrivo", "data arrivo", "nuovo arrivo", "dal",
    },
    ends = {
        "end", "ends at", "departure", "leaves", "departure date", "departure day", "dep", "dep date", "check out", "checkout",
        "check out date", "checkout date", "c o", "c o date", "until", "till", "to", "out", "new end", "new departure",
        "new check out", "new checkout", "Abreise", "Abreisetag", "Abreisedatum", "bis", "neue Abreise", "départ",
        "date de départ", "nouveau départ", "jusqu'à", "jusqu’à", "au", "salida", "fecha de salida", "nueva salida", "hasta",
        "partenza", "data di partenza", "data partenza", "nuova partenza", "fino a", "al",
    },
    start_hour = {
        "start time", "start hour", "arrival time", "arrival hour", "arr time", "eta", "check in time", "checkin time",
        "c i time", "new arrival time", "new check in time", "Anreisezeit", "Anreise Uhrzeit", "Uhrzeit Anreise",
        "Ankunftszeit", "heure d'arrivée", "heure d’arrivée", "heure arrivée", "hora de llegada", "hora llegada",
        "hora de entrada", "ora di arrivo", "orario di arrivo", "ora arrivo", "orario arrivo",
    },
    end_hour = {
        "end time", "end hour", "departure time", "departure hour", "dep time", "etd", "check out time", "checkout time",
        "c o time", "new departure time", "new check out time", "new checkout time", "Abreisezeit", "Abreise Uhrzeit",
        "Uhrzeit Abreise", "heure de départ", "heure départ", "hora de salida", "hora salida", "ora di partenza",
        "orario di partenza", "ora partenza", "orario partenza",
    },
    guest = {
        "guest", "guest name", "name", "surname", "last name", "client", "Gast", "Gastname", "Nachname", "nom", "apellido",
        "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
}
-- Columns with days and times that are no new hours.
local others = {
    "created", "created at", "created on", "booked", "booked at", "booked on", "booking date", "booking time", "modified",
    "updated", "updated at", "last modified", "printed", "received", "birthday", "date of birth", "erstellt", "erstellt am",
    "gebucht", "gebucht am", "Geburtstag", "Geburtsdatum", "créé le", "date de naissance", "creado", "fecha de nacimiento",
    "creato", "data di nascita", "breakfast", "Frühstück", "wake up", "wake up call",
}

-- A name from the command line is the only one; what is not there is said by none.
local optional, suspect, told = { "guest" }, {}, {}
if given.booking then names.booking, names.guest = given.booking, "none" end
if given.guest then names.guest = given.guest end
for _, column in ipairs{ "starts", "ends", "start_hour", "end_hour" } do
    local name = given[column]
    told[column] = name
    if not name or name == "none" then table.insert(optional, column) end
    if not name then table.insert(suspect, column) end
end

-- What is asked for where the table is not certain.
local asks = {}
for _, column in ipairs(suspect) do
    local both = column:find("hour") and { "start_hour", "end_hour" } or { "starts", "ends" }
    asks[column] = {
        says = "; say " .. both[1] .. '="%s" or ' .. both[2] .. '="%s", or ' .. column .. "=none where it is something else",
    }
end
if not given.booking then
    asks.booking = {
        hints = { "conf", "book", "res", "buch", "ref", "guest", "gast", "name", "nom" }, instead = { "guest" },
        never = { "room", "rm", "zimmer", "zi", "unit", "apart", "chambre", "hab", "camera", "quarto" },
        says = '; the one with the bookings or the guests is told as booking="Its name"',
    }
end

local rows = csv.ask(given.file, {
    line = "keyshift plan moves-from-list", asks = asks, separator = given.separator, encoding = given.encoding,
    skip = given.skip, dates = given.dates, names = names, optional = optional, problems = true,
    suspect = suspect[1] and suspect, others = others, told = told,
    versions = { { "starts", "start_hour" }, { "ends", "end_hour" } },
    as = { starts = "when", ends = "when", start_hour = "clock", end_hour = "clock" },
})

-- The house that is given is one more column of each line.
local house_title = given.house and rows[1] and rawget(rows[1], "house name") and "property" or "house name"
for _, row in ipairs(given.house and rows or {}) do row[house_title] = given.house end

-- A column of rooms that has none says nothing of a stay.
local sorts, told_sorts = groups.room_sorts(rows)
for _, title in ipairs(sorts) do
    for _, row in ipairs(rows) do row[title] = "" end
end

-- Whether any line says an hour of its start, or of its end: then one that says the day alone is told.
local has_hours = {}
for _, row in ipairs(rows) do
    if row.start_hour or row.starts and row.starts.clock then has_hours.start = true end
    if row.end_hour or row.ends and row.ends.clock then has_hours["end"] = true end
end

-- The instant of one end of a stay: the day and the hour of the line, each from the present one where the line has none; and
-- the hour that it keeps, where the line has none and others do.
local function instant(cell, hour, present, zone, what)
    local day = cell and cell.date or present:date(zone)
    local clock = hour or cell and cell.clock
    local kept = not clock and present:clock(zone) or nil
    return day:at(clock or kept, zone), has_hours[what] and kept
end

-- The change of a line, nil with a reason where there is none.
local function change_of(row, stay)
    if not stay.uniform then return nil, tostring(stay) .. " has different hours on its doors; one-end gives them one" end
    if not stay.zone then return nil, tostring(stay) .. " has doors without a zone, or in two" end
    if not (row.starts or row.start_hour or row.ends or row.end_hour) then return nil, "the line says no hours" end
    local change, kept = {}, {}
    if row.starts or row.start_hour then
        change.starts_at, kept[1] = instant(row.starts, row.start_hour, stay.starts_at, stay.zone, "start")
        kept[1] = kept[1] and "starts at " .. kept[1]
    end
    if row.ends or row.end_hour then
        change.ends_at, kept[2] = instant(row.ends, row.end_hour, stay.ends_at, stay.zone, "end")
        kept[2] = kept[2] and "ends at " .. kept[2]
    end
    return change, nil, (kept[1] and kept[2]) and kept[1] .. ", " .. kept[2] or kept[1] or kept[2] or nil
end

-- The stay of a line, nil with a reason where there is none or more than one.
local function stay_of(row)
    if row.booking == "" and (row.guest or "") == "" then return nil, "the column with the bookings is empty" end
    local stay, why, near = groups.of_row(row, nil, given.ignore)
    if stay then return stay end
    -- A list that was sent already has the days that were: its stay has the new ones.
    local moved = groups.of_row(row, nil, "days")
    local change = moved and change_of(row, moved)
    if change and (change.starts_at or moved.starts_at) == moved.starts_at and (change.ends_at or moved.ends_at) == moved.ends_at then
        return moved
    end
    return nil, why, near
end

-- A new bound of a stay as it is typed; nil where it is the old one.
local function typed(bound, present, zone)
    return bound and bound ~= present and bound:format("%Y-%m-%d %H:%M", zone) or nil
end

-- The words of the command that moves a stay as the line says; nil where it would be refused.
local function words_for(row, stay)
    local change = change_of(row, stay)
    if not change then return nil end
    local words = { "move" }
    local starts, ends = typed(change.starts_at, stay.starts_at, stay.zone), typed(change.ends_at, stay.ends_at, stay.zone)
    local first, last = change.starts_at or stay.starts_at, change.ends_at or stay.ends_at
    if not (starts or ends) or last <= first or last <= time.now() or stay.in_house and first > time.now() then return nil end
    for _, bound in ipairs{ { first, stay.starts_at }, { last, stay.ends_at } } do
        if bound[1] - bound[2] > time.duration("168h") or bound[2] - bound[1] > time.duration("168h") then return nil end
    end
    if starts then table.insert(words, "--starts") table.insert(words, starts) end
    if ends then table.insert(words, "--ends") table.insert(words, ends) end
    return words
end

-- What is left out, told at the end in the order of the lines.
local left = {}
local function leave_out(row, what, why)
    table.insert(left, { line = row.line, what = what, why = why, unread = row.problem ~= false })
end

-- What was refused, without the place in this script.
local function reason(problem)
    return (tostring(problem):gsub("^.-%.lua:%d+: ", ""))
end

-- What is wrong with a cell: of a day in a column of hours also how the column is told as one of days.
local function unread(problem)
    local column = problem and problem:match('^column (.-) has ".-", which cannot be read: ".-" is a day')
    if not column then return problem end
    return problem .. ('; a column of days is told as starts="%s" or ends="%s"'):format(column, column)
end

-- How a line is called that is left out: by its booking and the guest, as the list has them or the stay, unless the reason does.
local function called(row, stay, why)
    local what, guest = "line " .. row.line .. (row.booking == "" and "" or " ") .. row.booking, row.guest
    if guest == "" and stay and not why:find(tostring(stay), 1, true) then guest = stay.name or "" end
    if guest == "" or row.booking:find(guest, 1, true) then return what end
    if guest:find(row.booking, 1, true) then return "line " .. row.line .. " " .. guest end
    return what .. " " .. guest
end

-- The stays that a line has found, by their keys.
local here = {}

local wanted, order, unknown = {}, {}, 0
for _, row in ipairs(rows) do
    local known, stay, why, near = true, nil, unread(row.problem)
    if not row.problem then known, stay, why, near = pcall(stay_of, row) end
    if not known then stay, why = nil, reason(stay) end
    if not stay and why:find("no group is known by", 1, true) then unknown = unknown + 1 end
    if near then why = why .. groups.offers(near, function(other) return words_for(row, other) end) end
    if stay and stay:has_guest(row.guest) == false then
        why = 'the list says "' .. row.guest .. '", and this is ' .. tostring(stay)
            .. ": look at the number; guest=none compares no names"
        stay = nil
    end
    local change, kept
    if stay then
        here[stay.key] = true
        local found
        found, change, why, kept = pcall(change_of, row, stay)
        if not found then change, why = nil, reason(change) end
    end
    local first = change and wanted[stay.key]
    if first and first.change.starts_at == change.starts_at and first.change.ends_at == change.ends_at then
        change, why = nil, "it is on line " .. first.line .. " already"
    elseif first then
        first.why = "line " .. row.line .. " says other hours, so that neither counts"
        change, why = nil, "line " .. first.line .. " says other hours, so that neither counts"
    elseif change then
        wanted[stay.key] = { stay = stay, change = change, line = row.line, row = row, kept = kept }
        table.insert(order, wanted[stay.key])
    end
    if not change then leave_out(row, called(row, stay, why), why) end
end

local silent = {}
for _, line in ipairs(order) do
    local done, problem = not line.why, line.why
    if done then
        local options = { because = "moved by the list, line " .. line.line }
        if line.kept then table.insert(silent, line.line .. " (" .. tostring(line.stay) .. " " .. line.kept .. ")") end
        done, problem = pcall(line.stay.set, line.stay, line.change, options)
    end
    if not done then leave_out(line.row, called(line.row, line.stay, reason(problem)), reason(problem)) end
end
table.sort(left, function(a, b) return a.line < b.line end)
for _, line in ipairs(left) do run.leave_out(line.what, line.why, { unread = line.unread }) end
print(run.list_summary(rows, here))
if told_sorts then print(told_sorts) end
if #silent > 0 then
    local shown = table.concat(silent, ", ", 1, math.min(#silent, 12))
    print(("no hour in line %s%s: the hour that it has now"):format(shown, #silent > 12 and " and " .. #silent - 12 .. " more" or ""))
end
if unknown > 0 and not next(here) and rows[1].guest ~= "" and rows[1].guest ~= rows[1].booking then
    print("the guests stand in a column of their own: booking= and its name looks for the stays by it")
end
