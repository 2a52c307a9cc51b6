-- Makes the stays of a list of arrivals, and brings those that it has made before to what the list says now.
--
--   keyshift run new-arrivals arrivals.csv
--   keyshift run new-arrivals arrivals.csv house="Harbour House" with="Front door"
--   keyshift run new-arrivals arrivals.csv booking="Conf. no" room=Unit check_in=16:00 check_out=10:00 dates=dmy
--
-- A line has a booking, a room, an arrival and a departure, and may have a guest. It can be run as often as the list comes:
-- a booking has one stay, and a line that says another room or other hours changes exactly that. A booking that is not in
-- the list any more keeps its codes; cancel-list ends them. Where a day has no hour, it is the one that the stay has on its
-- doors for that day, else check_in or check_out, else that of the house in keyshift.json. Seam chooses the PIN.
-- A line that is not certain is left out, and the plan says why; a column that looks like hours and has no name that is known
-- stops the script, and arrival_hour= or departure_hour= says what it is.

local given = args{
    file = args.file{ about = "the table" },
    house = args.text{ optional = true, about = "the house whose rooms the list names" },
    with = args.text{ optional = true, about = "doors that each stay gets beside its room, with commas between them" },
    check_in = args.clock{ optional = true, about = "when guests get in, for an arrival without an hour" },
    check_out = args.clock{ optional = true, about = "when guests leave, for a departure without an hour" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    guest = args.text{ optional = true, about = "the name of the column with the guests" },
    room = args.text{ optional = true, about = "the name of the column with the rooms" },
    arrives = args.text{ optional = true, about = "the name of the column with the arrivals" },
    leaves = args.text{ optional = true, about = "the name of the column with the departures" },
    arrival_hour = args.text{ optional = true, about = "the name of the column with the hours of the arrivals, or none" },
    departure_hour = args.text{ optional = true, about = "the name of the column with the hours of the departures, or none" },
    dates = args.choice{ "dmy", "mdy", "ymd", optional = true, about = "what 03/04/2026 is" },
    separator = args.text{ default = "auto", about = "comma, semicolon, tab, bar, or a character" },
    encoding = args.text{ default = "auto", about = "utf-8, windows-1252, latin-1 or utf-16" },
    skip = args.number{ optional = true, min = 0, about = "how many lines stand above the header" },
}

-- What booking systems call these columns, in any case; a name from the command line is the only one.
local names = {
    booking = {
        "booking", "booking no", "booking nr", "booking number", "booking id", "booking ref", "booking reference", "booking code",
        "reservation", "reservation no", "reservation nr", "reservation number", "reservation id", "res no", "res nr", "res id",
        "confirmation", "confirmation no", "confirmation number", "confirmation code", "conf no", "conf number", "reference",
        "ref", "Buchung", "Buchungsnummer", "Buchungsnr", "Buchungs nr", "Reservierung", "Reservierungsnummer",
        "Reservierungsnr", "réservation", "n° de réservation", "n° réservation", "numéro de réservation", "dossier", "reserva",
        "n° de reserva", "número de reserva", "localizador", "prenotazione", "n° prenotazione", "numero prenotazione",
    },
    guest = {
        "guest", "guest name", "name", "surname", "last name", "client", "Gast", "Gastname", "Nachname", "nom", "apellido",
        "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
    room = {
        "room", "room no", "room nr", "room number", "room name", "rm", "unit", "unit no", "apartment", "apt", "door", "Zimmer",
        "Zimmernummer", "Zimmernr", "Zimmer nr", "chambre", "n° de chambre", "n° chambre", "numéro de chambre", "habitación",
        "n° de habitación", "número de habitación", "camera", "n° camera", "numero camera", "quarto",
    },
    hotel = {
        "house", "house name", "hotel", "hotel name", "property", "property name", "building", "building name", "Haus",
        "Gebäude", "Objekt", "Unterkunft", "maison", "bâtiment", "établissement", "hôtel", "résidence", "propiedad",
        "edificio", "casa", "struttura", "proprietà",
    },
    arrives = {
        "start", "starts at", "arrival", "arrives", "arrival date", "arrival day", "arr", "arr date", "check in", "checkin",
        "check in date", "checkin date", "c i", "c i date", "from", "in", "new start", "new arrival", "new check in",
        "new checkin", "Anreise", "Anreisetag", "Anreisedatum", "Ankunft", "von", "neue Anreise", "arrivée",
        "date d'arrivée", "date d’arrivée", "nouvelle arrivée", "du", "llegada", "fecha de llegada", "nueva llegada", "entrada",
        "fecha de entrada", "desde", "arrivo", "data di arrivo", "data arrivo", "nuovo arrivo", "dal",
    },
    leaves = {
        "end", "ends at", "departure", "leaves", "departure date", "departure day", "dep", "dep date", "check out", "checkout",
        "check out date", "checkout date", "c o", "c o date", "until", "till", "to", "out", "new end", "new departure",
        "new check out", "new checkout", "Abreise", "Abreisetag", "Abreisedatum", "bis", "neue Abreise", "départ",
        "date de départ", "nouveau départ", "jusqu'à", "jusqu’à", "au", "salida", "fecha de salida", "nueva salida", "hasta",
        "partenza", "data di partenza", "data partenza", "nuova partenza", "fino a", "al",
    },
    arrival_hour = {
        "start time", "start hour", "arrival time", "arrival hour", "arr time", "eta", "check in time", "checkin time",
        "c i time", "new arrival time", "new check in time", "Anreisezeit", "Anreise Uhrzeit", "Uhrzeit Anreise",
        "Ankunftszeit", "heure d'arrivée", "heure d’arrivée", "heure arrivée", "hora de llegada", "hora llegada",
        "hora de entrada", "ora di arrivo", "orario di arrivo", "ora arrivo", "orario arrivo",
    },
    departure_hour = {
        "end time", "end hour", "departure time", "departure hour", "dep time", "etd", "check out time", "checkout time",
        "c o time", "new departure time", "new check out time", "new checkout time", "Abreisezeit", "Abreise Uhrzeit",
        "Uhrzeit Abreise", "heure de départ", "heure départ", "hora de salida", "hora salida", "ora di partenza",
        "orario di partenza", "ora partenza", "orario partenza",
    },
}
-- Columns with days and times that are none of the stay.
local others = {
    "created", "created at", "created on", "booked", "booked at", "booked on", "booking date", "booking time", "modified",
    "updated", "updated at", "last modified", "printed", "received", "birthday", "date of birth", "erstellt", "erstellt am",
    "gebucht", "gebucht am", "Geburtstag", "Geburtsdatum", "créé le", "date de naissance", "creado", "fecha de nacimiento",
    "creato", "data di nascita", "breakfast", "Frühstück", "wake up", "wake up call",
}

-- A name from the command line is the only one; what is not there is said by none.
local optional, suspect = { "hotel" }, {}
for _, column in ipairs{ "booking", "guest", "room", "arrives", "leaves", "arrival_hour", "departure_hour" } do
    local name = given[column]
    local may_lack = column == "guest" or column:find("_hour", 1, true)
    if may_lack and (not name or name == "none") then table.insert(optional, column) end
    if not name and column:find("_hour", 1, true) then table.insert(suspect, column) end
    names[column] = name or names[column]
end

-- What is asked for where the table is not certain, with words in the titles of columns that may be it.
local hours = '; say arrival_hour="%s" or departure_hour="%s", or none for each that the list does not have'
local asks = {
    booking = { hints = { "conf", "book", "res", "buch", "ref" } },
    room = { hints = { "room", "unit", "zimmer", "door", "apart", "ch" } },
    arrives = { hints = { "arr", "in", "from", "an", "von", "kommt", "start" } },
    leaves = { hints = { "dep", "out", "to", "ab", "bis", "geht", "end" } },
    arrival_hour = { says = hours }, departure_hour = { says = hours },
}
for column in pairs(asks) do if given[column] then asks[column] = nil end end

local rows = csv.ask(given.file, {
    line = "keyshift plan new-arrivals", asks = asks, separator = given.separator, encoding = given.encoding,
    skip = given.skip, dates = given.dates, names = names, optional = optional, problems = true,
    suspect = suspect[1] and suspect, others = others,
    versions = {
        { columns = { "arrives", "arrival_hour" }, kept = true }, { columns = { "leaves", "departure_hour" }, kept = true },
        { columns = { "room" }, kept = true },
    },
    as = { arrives = "when", leaves = "when", arrival_hour = "clock", departure_hour = "clock" },
})

-- What is left out, told at the end in the order of the lines.
local left = {}
local function leave_out(row, what, why)
    table.insert(left, { line = row.line, what = what, why = why, unread = row.problem ~= false })
end

-- What was refused, without the place in this script.
local function reason(problem)
    return (tostring(problem):gsub("^.-%.lua:%d+: ", ""))
end

-- The doors that rooms are looked for among.
local choice = {}
for _, door in ipairs(doors.all()) do
    if not given.house or (door.house or ""):lower() == given.house:lower() then table.insert(choice, door) end
end
if #choice == 0 then error(given.house and ("no door is of the house " .. given.house) or "the workspace has no door", 0) end

-- The words of a text, in any case, with a space around each.
local function words(text)
    return " " .. text:lower():gsub("[%s%-_/#.]+", " "):gsub("^ ", ""):gsub(" $", "") .. " "
end

-- Whether each word of a text is one of another.
local function has_all(text, other)
    for word in text:gmatch("%S+") do
        if not other:find(" " .. word .. " ", 1, true) then return false end
    end
    return text ~= "  "
end

-- The doors of the house that a line says, all where it says none; nil with a reason.
local function doors_of_house(text)
    if not text or text == "" then return choice end
    local list, wanted = {}, words(text)
    for _, door in ipairs(choice) do
        local house = words(door.house or door.name)
        if has_all(wanted, house) or door.house and has_all(house, wanted) then table.insert(list, door) end
    end
    if #list == 0 then return nil, ('no door is of the house "%s"'):format(text) end
    return list
end

-- The one of some doors that a text names: by its whole name, else by words of it; nil with a reason.
local function door_named(text, near)
    local wanted, named, like = words(text), {}, {}
    for _, door in ipairs(near or choice) do
        local name = words(door.name)
        if door.id == text or name == wanted then table.insert(named, door) end
        if has_all(wanted, name) then table.insert(like, door) end
    end
    local found = #named > 0 and named or like
    if #found == 1 then return found[1] end
    if #found == 0 then return nil, ('there is no door "%s"'):format(text) end
    local list = {}
    for place = 1, math.min(#found, 4) do list[place] = found[place].name end
    return nil, ('%d doors are named "%s": %s%s'):format(#found, text, table.concat(list, ", "), #found > 4 and ", …" or "")
end

-- The doors of a text: one, or several with commas or plus signs between them; nil with a reason.
local function doors_named(text, near)
    local one, why = door_named(text, near)
    if one then return { one } end
    if not text:find("[,;+&]") then return nil, why end
    local list = {}
    for part in text:gmatch("[^,;+&]+") do
        local door, problem = door_named(part:match("^%s*(.-)%s*$"), near)
        if not door then return nil, problem end
        table.insert(list, door)
    end
    return list
end

local beside = {}
if given.with then
    local problem
    beside, problem = doors_named(given.with)
    if not beside then error("with: " .. problem, 0) end
end

-- Whether any line says an hour of its arrival, or of its departure: then one that says the day alone is told.
local has_hours = {}
for _, row in ipairs(rows) do
    if row.arrival_hour or row.arrives and row.arrives.clock then has_hours.arrival = true end
    if row.departure_hour or row.leaves and row.leaves.clock then has_hours.departure = true end
end

-- A bound of a stay, of the day and the hour of a line; a day without an hour keeps the hour that the stay has on it.
local function bound(cell, hour, usual, present, zone, what)
    local day, clock = cell and cell.date, hour or cell and cell.clock
    if not day then return nil, "no day of the " .. what end
    if not clock and present and present:date(zone) == day then return present end
    local own = not clock and usual or nil
    clock = clock or usual
    if not clock then
        return nil, ("no hour of the %s: give %s=15:00, or the house its hours in keyshift.json"):format(
            what, what == "arrival" and "check_in" or "check_out")
    end
    return day:at(clock, zone, what == "arrival" and "earlier" or "later"), nil,
        own and has_hours[what] and what .. " " .. tostring(own)
end

-- Who has the booking already although no list has made it; nil where nobody has.
local function others(booking)
    local list = groups.all():booking(booking):list()
    for place, stay in ipairs(list) do list[place] = tostring(stay) .. " on " .. table.concat(stay.doors, ", ") end
    if #list > 0 then
        return table.concat(list, "; ") .. ": there already, and not of a list; moves-from-list and change-rooms change it"
    end
end

-- The stay that a line wants, nil with a reason.
local function wanted_by(row, id)
    if row.booking == "" then return nil, "the column with the bookings is empty" end
    if row.room == "" then return nil, "no room" end
    local near, why = doors_of_house(row.hotel)
    if not near then return nil, why end
    local rooms
    rooms, why = doors_named(row.room, near)
    if not rooms then return nil, why end
    local made = groups.ensured(id)
    if not made then
        why = others(row.booking)
        if why then return nil, why end
    end
    local zone = rooms[1].zone
    if not zone then return nil, rooms[1].name .. " has no zone; give it one in keyshift.json" end
    local same = made and made.uniform
    local starts, ends, own_start, own_end
    starts, why, own_start = bound(row.arrives, row.arrival_hour, given.check_in or rooms[1].check_in, same and made.starts_at, zone,
        "arrival")
    if not starts then return nil, why end
    ends, why, own_end = bound(row.leaves, row.departure_hour, given.check_out or rooms[1].check_out, same and made.ends_at, zone,
        "departure")
    if not ends then return nil, why end
    if ends <= starts then return nil, "the departure is not after the arrival" end
    if ends <= time.now() then return nil, "the departure is over" end
    -- Who is inside has begun, whatever the hour of the arrival was to be.
    if same and made.in_house and starts ~= made.starts_at then
        if starts:date(zone) ~= made.starts_at:date(zone) then
            return nil, ("%s can open the door since %s, and the list says another day; moves-from-list moves it"):format(
                tostring(made), made.starts_at:format("%a %e %b %H:%M", zone))
        end
        starts = made.starts_at
    end
    local name = row.booking
    if row.guest and row.guest ~= "" and not row.booking:find(row.guest, 1, true) then
        name = row.booking .. " " .. row.guest
    elseif made and not (row.guest and row.guest ~= "") then
        name = made.name or name
    end
    local stay = { id = id, name = name, doors = {}, starts_at = starts, ends_at = ends }
    for _, list in ipairs{ beside, rooms } do
        for _, door in ipairs(list) do stay.doors[door.id] = true end
    end
    local own = own_start and own_end and own_start .. ", " .. own_end or own_start or own_end
    return { stay = stay, is_new = not made, line = row.line, own = own }
end

-- Takes a second line of a booking into the first: another room of the same stay, or a contradiction.
local function join(first, second)
    local a, b = first.stay, second.stay
    if a.starts_at ~= b.starts_at or a.ends_at ~= b.ends_at or a.name ~= b.name then
        first.why = ("line %d says other hours or another guest, so that neither counts"):format(second.line)
        return ("line %d says other hours or another guest, so that neither counts"):format(first.line)
    end
    local is_same = true
    for id in pairs(b.doors) do
        is_same = is_same and a.doors[id] ~= nil
        a.doors[id] = true
    end
    if is_same then return "it is on line " .. first.line .. " already" end
end

-- What is wrong with a cell: of a day in a column of hours also how the column is told as one of days.
local function unread(problem)
    local column = problem and problem:match('^column (.-) has ".-", which cannot be read: ".-" is a day')
    if not column then return problem end
    return problem .. ('; a column of days is told as arrives="%s" or leaves="%s"'):format(column, column)
end

-- How a line is called: by its booking and its guest.
local function called(row)
    local guest = row.guest or ""
    local has_both = guest ~= "" and not row.booking:find(guest, 1, true)
    return "line " .. row.line .. (row.booking == "" and "" or " ") .. row.booking .. (has_both and " " .. guest or "")
end

-- A number with what is counted.
local function counted(number, one, many) return number .. " " .. (number == 1 and one or many) end

local by_id, order = {}, {}
for _, row in ipairs(rows) do
    local id = row.booking:upper():gsub("%s+", " ")
    local found, line, why = true, nil, unread(row.problem)
    if not row.problem then found, line, why = pcall(wanted_by, row, id) end
    if not found then line, why = nil, reason(line) end
    if line and by_id[id] then
        why = join(by_id[id], line)
    elseif line then
        line.what, line.row = called(row), row
        by_id[id] = line
        table.insert(order, line)
    end
    if why then leave_out(row, called(row), why) end
end

local count, silent = { new = 0, known = 0 }, {}
for _, line in ipairs(order) do
    local stay, list = line.stay, {}
    for id in pairs(stay.doors) do table.insert(list, id) end
    table.sort(list)
    stay.doors = list
    local done, problem = not line.why, line.why
    if done then done, problem = pcall(groups.ensure, stay, { because = "the list of arrivals, line " .. line.line }) end
    if done then
        local kind = line.is_new and "new" or "known"
        count[kind] = count[kind] + 1
        if line.own then table.insert(silent, line.line .. " (" .. stay.name .. ", " .. line.own .. ")") end
    else
        leave_out(line.row, line.what, reason(problem))
    end
end
table.sort(left, function(a, b) return a.line < b.line end)
for _, line in ipairs(left) do run.leave_out(line.what, line.why, { unread = line.unread }) end
print(("the list has %s: %s, and %d that %s there"):format(counted(#rows, "line", "lines"),
    counted(count.new, "new stay", "new stays"), count.known, count.known == 1 and "is" or "are"))
if #silent > 0 then
    local shown = table.concat(silent, ", ", 1, math.min(#silent, 12))
    print(("no hour in line %s%s: that of the command or the house"):format(shown,
        #silent > 12 and " and " .. #silent - 12 .. " more" or ""))
end
