-- Gives the stays of a list a late checkout: a line for each booking, as a booking system exports it.
--
--   keyshift run late-checkout-list tonight.csv 2026-11-24 2h
--   keyshift run late-checkout-list tonight.csv 2026-11-24        the list has a column with the hours
--   keyshift run late-checkout-list tonight.csv booking="Conf. no" hour="New time" dates=dmy
--
-- A line with an hour in it (13:00, 1pm, 9h30) ends then, on the clock of the door; one with a length (+2h, 90 min) ends later
-- by it, and so does a number in a column that is called Hours or the like; any other ends later by the duration, and is told
-- where other lines have an hour. An hour that its stay has already changes nothing, unless the duration is given and all lines
-- say when their stays end anyway. The day is that of the line or that of the command line; where both say one, and another, the
-- line is left out. Separator, encoding, title lines, columns and the form of dates are found where they are certain, and can be
-- said. A line that is not certain is left out, and the plan says why; a column that looks like hours and has no name that is
-- known stops the script, and hour= or more= says what it is. Where the list has the guests, too, a line whose guest has another
-- name than the stay is left out.
-- Where the list has the rooms, the houses or the days, a line that says others than its stay has is left out; a list with
-- neither bookings nor guests goes by the rooms, each for the guest who leaves it on the day, or has it then.

local given = args{
    file = args.file{ about = "the table" },
    date = args.date{ optional = true, about = "the day of the checkout, on the calendar of the doors" },
    by = args.duration{ optional = true, about = "how much later, for a line without an hour; 2h unless it is given" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    hour = args.text{ optional = true, about = "the name of the column with the new hours; none where there is none" },
    more = args.text{ optional = true, about = "the name of the column that says how many hours later" },
    day = args.text{ optional = true, about = "the name of the column with the days" },
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

local later = given.by or time.duration("2h")

-- What booking systems call these columns, in any case; a name from the command line is the only one.
local names = {
    booking = {
        "booking no", "booking nr", "booking number", "booking id", "booking ref", "booking reference", "booking code",
        "reservation", "reservation no", "reservation nr", "reservation number", "reservation id", "res no", "res nr", "res id",
        "confirmation", "confirmation no", "confirmation number", "confirmation code", "conf no", "conf number", "reference",
        "ref", "Buchung", "Buchungsnummer", "Buchungsnr", "Buchungs nr", "Reservierung", "Reservierungsnummer", "Reservierungsnr",
        "réservation", "n° de réservation", "n° réservation", "numéro de réservation", "dossier", "reserva", "n° de reserva",
        "número de reserva", "localizador", "prenotazione", "n° prenotazione", "numero prenotazione",
    },
    -- The new end.
    till = {
        "until", "till", "to", "new time", "new hour", "new checkout", "new check out", "new checkout time", "new check out time",
        "new departure", "new departure time", "new end", "late checkout", "late check out", "late c o", "lco",
        "late checkout time", "late check out time", "late checkout until", "late check out until", "late departure",
        "late until", "extend to", "extended to", "extended until", "checkout until", "check out until", "requested time",
        "requested checkout", "requested check out", "bis", "bis wann", "verlängert bis", "neue Uhrzeit", "neue Zeit",
        "neue Abreise", "neue Abreisezeit", "neuer Checkout", "neuer Check out", "später Checkout", "später Check out",
        "Spätabreise", "Spätabreise bis", "Spätabreise um", "Spätabreise Uhrzeit", "späte Abreise", "späte Abreise bis",
        "spätere Abreise", "Spätcheckout", "Spätcheckout bis", "Spät Check out", "Spät Check out bis", "später Checkout bis",
        "später Check out bis", "Late Checkout bis", "Late Check out bis", "Late Checkout Uhrzeit", "Late Check out Uhrzeit",
        "Verlängerung bis", "Abreise verlängert bis", "Checkout bis", "Check out bis", "Abreise bis", "nouvelle heure",
        "nouveau départ", "nouvelle heure de départ", "départ tardif", "départ tardif à", "départ tardif jusqu'à",
        "départ tardif jusqu’à", "heure de départ tardif", "heure du départ tardif", "départ prolongé jusqu'à",
        "départ prolongé jusqu’à", "prolongation jusqu'à", "prolongation jusqu’à", "late checkout jusqu'à",
        "late checkout jusqu’à", "late check out jusqu'à", "late check out jusqu’à", "jusqu'à", "jusqu’à", "nueva hora",
        "nueva salida", "nueva hora de salida", "salida tardía", "salida tardía hasta", "hora de salida tardía",
        "hora salida tardía", "late checkout hasta", "late check out hasta", "salida hasta", "prórroga hasta", "extensión hasta",
        "salida tarde", "hasta", "nuova ora", "nuovo orario", "nuova partenza", "partenza posticipata",
        "partenza posticipata alle", "partenza posticipata fino alle", "partenza tardiva", "partenza tardiva alle",
        "orario partenza posticipata", "ora partenza posticipata", "check out posticipato", "check out tardivo",
        "check out ritardato", "uscita posticipata", "late checkout fino a", "late checkout fino alle", "late check out fino a",
        "late check out fino alle", "prolungamento fino a", "prolungato fino alle", "fino a", "fino alle",
    },
    -- The hour of the departure, which may be the old one.
    time = {
        "hour", "checkout time", "check out time", "checkout hour", "check out hour", "c o time", "departure time",
        "departure hour", "dep time", "leaving time", "leaving at", "leaves at", "etd", "Uhrzeit", "Zeit", "Abreisezeit",
        "Abreise Uhrzeit", "Uhrzeit Abreise", "Checkout Zeit", "Check out Zeit", "Checkout Uhrzeit", "Check out Uhrzeit", "heure",
        "heure de départ", "heure départ", "heure du départ", "hora", "hora de salida", "hora salida", "ora", "orario",
        "ora di partenza", "orario di partenza", "ora partenza", "orario partenza", "ora check out",
    },
    -- How many hours more.
    more = {
        "hours", "h", "hr", "hrs", "std", "Stunde", "Stunden", "hours more", "more hours", "extra hours", "hours extra",
        "extra time", "additional hours", "added hours", "late hours", "hours late", "no of hours", "number of hours", "later by",
        "late by", "extend by", "extended by", "extension", "Stunden mehr", "mehr Stunden", "Stunden länger", "Verlängerung",
        "verlängern um", "Zusatzstunden", "heures", "heures supplémentaires", "heures sup", "heures en plus", "nombre d'heures",
        "prolongation", "horas", "horas extra", "horas más", "extensión", "prórroga", "ore", "ore extra", "ore in più",
        "prolungamento",
    },
    day = {
        "date", "departure", "departure date", "departure day", "dep", "dep date", "checkout", "check out", "c o",
        "checkout date", "check out date", "c o date", "leaves", "leaving", "ends", "end", "Abreise", "Abreisetag",
        "Abreisedatum", "Datum", "Tag", "départ", "date de départ", "date départ", "jour", "salida", "fecha", "fecha de salida",
        "fecha salida", "día", "partenza", "data", "data di partenza", "data partenza",
    },
    guest = {
        "guest", "guest name", "name", "surname", "last name", "family name", "client", "Gast", "Gastname", "Nachname", "nom",
        "nom du client", "apellido", "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
}
-- Where a list has no booking, it has the guests.
for _, title in ipairs(names.guest) do table.insert(names.booking, title) end

-- Columns with times that are no new ends.
local others = {
    "arrival", "arrives", "arrival date", "arrival time", "arr", "arr date", "arr time", "eta", "checkin", "check in",
    "checkin time", "check in time", "checkin date", "check in date", "c i", "from", "in", "start", "starts", "created",
    "created at", "created on", "booked", "booked at", "booked on", "booking date", "booking time", "modified", "updated",
    "updated at", "last modified", "printed", "received", "Anreise", "Anreisezeit", "Anreisedatum", "Ankunft", "Ankunftszeit",
    "von", "erstellt", "erstellt am", "gebucht", "gebucht am", "arrivée", "heure d'arrivée", "heure d’arrivée", "date d'arrivée",
    "créé le", "llegada", "hora de llegada", "fecha de llegada", "creado", "arrivo", "ora di arrivo", "orario di arrivo",
    "data di arrivo", "creato", "breakfast", "Frühstück", "wake up", "wake up call",
}

-- A name from the command line is the only one, and then nothing else is guessed.
local guests = names.guest
local optional, suspect = { "guest", "till", "time", "more", "day" }, { "till", "more" }
local function only(column, name)
    names[column] = name
    for place, other in ipairs(optional) do if other == column and name ~= "none" then table.remove(optional, place) break end end
end
if given.booking then only("booking", given.booking) names.guest = "none" end
for _, column in ipairs{ "guest", "day" } do if given[column] then only(column, given[column]) end end
if given.hour or given.more then
    only("till", given.hour or "none")
    only("more", given.more or "none")
    names.time, suspect = "none", nil
end

-- What is asked for where the table is not certain.
local hours = '; say hour="%s" where it has the new ends, more="%s" where it says how many hours later, or hour=none'
local asks = {
    till = { argument = "hour", called = "hours", says = hours, instead = { "more", "time" } },
    more = { called = "hours", says = hours, instead = { "till", "time" } },
}
asks.booking = not given.booking and {
    hints = { "conf", "book", "res", "buch", "ref", "guest", "gast", "name", "nom" }, instead = { "guest" },
    never = { "room", "rm", "zimmer", "zi", "unit", "apart", "chambre", "hab", "camera", "quarto" },
    says = '; the one with the bookings or the guests is told as booking="Its name"',
} or nil
if not given.date and not given.day then
    asks.day = { days = true, says = 'no line says its day; say day="%s", or one for all lines as date=2026-11-24' }
end

-- A list with neither bookings nor guests has the rooms: each line is of the stay that has the room on the day.
local rooms = {
    "room", "room no", "room nr", "room number", "rm", "unit", "unit no", "unit number", "apartment", "apt", "Zimmer",
    "Zimmernummer", "Zimmernr", "Zimmer nr", "Zi", "Zi nr", "chambre", "n° de chambre", "numéro de chambre", "habitación",
    "n° de habitación", "camera", "n° camera", "quarto", "kamer",
}
local function lacks(titles)
    local _, problem = pcall(csv.read, given.file, {
        separator = given.separator, encoding = given.encoding, skip = given.skip, names = { booking = titles }, problems = true,
    })
    return tostring(problem):find('the table has no column "booking"', 1, true) ~= nil
end
local by_room = not given.booking and lacks(names.booking) and not lacks(rooms)
if by_room then names.booking = rooms end
for _, title in ipairs(given.booking and rooms or {}) do
    if title:lower() == given.booking:lower() then by_room, names.guest = true, given.guest or guests end
end

local function read(dates)
    return csv.ask(given.file, {
        line = "keyshift plan late-checkout-list", asks = asks, separator = given.separator, encoding = given.encoding,
        skip = given.skip, dates = dates, names = names, optional = optional, problems = true, suspect = suspect,
        others = others, versions = { { columns = { "day", "time" }, new = "till" } },
        as = {
            till = given.hour and "oclock" or "hour", time = "hour", more = given.more and "length" or "hours", day = "hour",
        },
    })
end

-- The order of dates in which lines have the day of the command line, where it is one: a line of another day is left out anyway.
local function order_of_day()
    local known, problem = pcall(read)
    if known or not tostring(problem):find("dates=", 1, true) then return nil end
    local fitting = {}
    for _, order in ipairs{ "dmy", "mdy", "ymd" } do
        local readable, rows = pcall(read, order)
        local fits = false
        for _, row in ipairs(readable and rows or {}) do
            for _, cell in ipairs{ row.till or {}, row.time or {}, row.day or {} } do fits = fits or cell.date == given.date end
        end
        if fits then table.insert(fitting, order) end
    end
    return #fitting == 1 and fitting[1] or nil
end

local rows = read(given.dates or given.date and order_of_day())

-- The house that is given is one more column of each line.
local house_title = given.house and rows[1] and rawget(rows[1], "house name") and "property" or "house name"
for _, row in ipairs(given.house and rows or {}) do row[house_title] = given.house end

-- A column of rooms that has none says nothing of a stay.
local sorts, told_sorts = groups.room_sorts(rows)
for _, title in ipairs(sorts) do for _, row in ipairs(rows) do row[title] = "" end end

-- Whether any line says a day: then the others are told how to say theirs, else one line at the end has it for all.
local has_days = false
for _, row in ipairs(rows) do
    for _, cell in ipairs{ row.till or {}, row.time or {}, row.day or {} } do has_days = has_days or cell.date ~= nil end
end

-- The day of a line, from it or from the command line; nil with a reason where they say none, or two.
local function day_of(row)
    local day
    for _, cell in ipairs{ row.till or {}, row.time or {}, row.day or {} } do
        if day and cell.date and cell.date ~= day then
            return nil, "the line says two days, " .. tostring(day) .. " and " .. tostring(cell.date)
        end
        day = day or cell.date
    end
    if day and given.date and given.date ~= day then
        return nil, "the line says " .. tostring(day) .. ", and the command line " .. tostring(given.date)
            .. "; without a day there, each line has its own"
    end
    if not day and not given.date then
        if not has_days then return nil, "no day" end
        return nil, "no day: give date=2026-11-24, or the name of the column with the days as day="
    end
    return day or given.date
end

-- Whether a column has the new ends: then what another says of the departure is how it was.
local has_till = false
for _, row in ipairs(rows) do has_till = has_till or row.till ~= false end

-- Whether a line of a column with departures says another hour than its stay has: then the column has the new ends.
local has_news = false

-- The hour of a line by the time and the day of its departure; nil where it says none.
local function departure_of(row)
    local hour = row.time
    -- A clock time beside the day is the new one.
    if not hour and row.day and (row.day.clock or row.day.by) then hour = row.day end
    return hour or nil
end

-- What a line says of the hour: a table with a clock or a length, nil where it says nothing, and a reason where it is not clear.
local function hour_of(row, was)
    local hour = row.till
    if not hour and not has_till then
        hour = departure_of(row)
        -- A column of when the stays end anyway says nothing new; beside new hours, or without a length, it is a wish that is met.
        if hour and hour.clock == was and not hour.by and given.by and not has_news then hour = nil end
    end
    if not hour or not (hour.clock or hour.by) then return row.more or nil end
    if row.more then return nil, "the line says an hour and a number of hours" end
    return hour
end

-- Whether any line says an hour: then one that says none is told.
local function says_hour(row)
    for _, cell in ipairs{ row.till or {}, row.more or {}, not has_till and row.time or {}, not has_till and row.day or {} } do
        if cell.clock or cell.by then return true end
    end
    return false
end
local has_hours = false
for _, row in ipairs(rows) do has_hours = has_hours or says_hour(row) end

-- The new end of a line, nil with a reason where there is none.
local function end_of(row, stay, day)
    if not stay.uniform then return nil, tostring(stay) .. " has different hours on its doors; one-end gives them one" end
    if not stay.zone then return nil, tostring(stay) .. " has doors without a zone, or in two" end
    local now, was = stay.ends_at:date(stay.zone), stay.ends_at:clock(stay.zone)
    if day ~= now then return nil, tostring(stay) .. " ends on " .. tostring(now) .. ", not on " .. tostring(day) end
    local hour, why = hour_of(row, was)
    if why then return nil, why end
    if hour and hour == row.more and hour.by and hour.by > time.duration("8h") then
        return nil, "the line says " .. tostring(hour.by) .. " later, which may be the clock: write 13:00 for an hour, and +"
            .. tostring(hour.by) .. " for a length in a column of new hours"
    end
    local by = hour and hour.by or not hour and later
    if by then return { by = by, ends = stay.ends_at + by, is_silent = has_hours and not hour and not says_hour(row) } end
    local ends = day:at(hour.clock, stay.zone)
    if ends < stay.ends_at then
        return nil, tostring(stay) .. " ends at " .. was .. ", and " .. hour.clock .. " is earlier"
    end
    return { ends = ends }
end

-- The words of the command that ends a stay as late as the line says; nil where it would do nothing.
--
-- A stay that ends before the day of the line ends on that day; one that ends after it keeps its day.
local function words_for(row, stay, day)
    if not stay.uniform or not stay.zone then return nil end
    local own = stay.ends_at:date(stay.zone)
    local hour, why = hour_of(row, stay.ends_at:clock(stay.zone))
    if why then return nil end
    local ends = stay.ends_at + (hour and hour.by or later)
    if hour and hour.clock then ends = (day > own and day or own):at(hour.clock, stay.zone) end
    if ends <= stay.ends_at or ends <= time.now() or ends - stay.ends_at > time.duration("168h") then return nil end
    return { "extend", "--to", ends:format("%Y-%m-%d %H:%M", stay.zone) }
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

-- How a line is called that is left out: by its booking and the guest, as the list has them or the stay, unless the reason does.
local function called(row, stay, why)
    local what, guest = "line " .. row.line .. (row.booking == "" and "" or " ") .. row.booking, row.guest
    if guest == "" and stay and not why:find(tostring(stay), 1, true) then guest = stay.name or "" end
    if guest == "" or row.booking:find(guest, 1, true) then return what end
    if guest:find(row.booking, 1, true) then return "line " .. row.line .. " " .. guest end
    return what .. " " .. guest
end

-- The stay of a line, nil with a reason where there is none or more than one.
local function stay_of(row, day)
    if not by_room then return groups.of_row(row, day, given.ignore) end
    local of_room = { booking = "", room = row.booking }
    for column, cell in pairs(row) do of_room[column] = of_room[column] or cell end
    -- The guest of a line is looked for where it has no room, and else compared with who has it.
    if row.booking ~= "" then of_room.guest = nil end
    local stay, why, near = groups.of_row(of_room, day, given.ignore)
    -- Stays may be called by their rooms, too.
    if stay or groups.all():named(row.booking):count() ~= 1 then return stay, why, near end
    return groups.of_row(row, day, given.ignore)
end

-- The stays that a line has found, by their keys.
local here = {}

-- The days on which stays of lines without a day end, by how many of them.
local days = {}

-- The stay of each line, or why it has none.
local lines, unknown = {}, 0
for _, row in ipairs(rows) do
    local day, no_day = day_of(row)
    local stay, why
    if row.problem then
        why = row.problem
    elseif row.booking == "" and row.guest == "" then
        why = "the column with the " .. (by_room and "rooms" or "bookings") .. " is empty"
    elseif not day then
        -- Its stay is here all the same.
        local found, known = pcall(stay_of, row)
        if found and known then
            here[known.key] = true
            local day = known.zone and known.ends_at and tostring(known.ends_at:date(known.zone))
            if day then days[day] = (days[day] or 0) + 1 end
        end
        why = no_day
    else
        local found, near
        found, stay, why, near = pcall(stay_of, row, day)
        if not found then stay, why = nil, reason(stay) end
        if not stay and why:find("no group is known by", 1, true) then unknown = unknown + 1 end
        if near then why = why .. groups.offers(near, function(other) return words_for(row, other, day) end) end
        if stay and stay:has_guest(row.guest) == false then
            why = 'the list says "' .. row.guest .. '", and this is ' .. tostring(stay)
                .. ": look at the number; guest=none compares no names"
            stay = nil
        end
    end
    if stay then
        here[stay.key] = true
        if not has_till and stay.zone and stay.uniform and stay.ends_at:date(stay.zone) == day then
            local hour = departure_of(row) or {}
            if hour.by or hour.clock and hour.clock ~= stay.ends_at:clock(stay.zone) then has_news = true end
        end
    end
    table.insert(lines, { row = row, stay = stay, day = day, why = why })
end

local wanted, order = {}, {}
for _, line in ipairs(lines) do
    local row, stay, day, why = line.row, line.stay, line.day, line.why
    local change
    if stay then
        local found
        found, change, why = pcall(end_of, row, stay, day)
        if not found then change, why = nil, reason(change) end
    end
    local first = change and wanted[stay.key]
    if first and first.change.ends == change.ends then
        change, why = nil, "it is on line " .. first.line .. " already"
    elseif first then
        first.why = "line " .. row.line .. " says another hour, so that neither counts"
        change, why = nil, "line " .. first.line .. " says another hour, so that neither counts"
    elseif change then
        wanted[stay.key] = { stay = stay, change = change, line = row.line, row = row, ends_at = stay.ends_at }
        table.insert(order, wanted[stay.key])
    end
    if not change then leave_out(row, called(row, stay, why), why) end
end

local silent = {}
for _, line in ipairs(order) do
    local options = { because = "late checkout, line " .. line.line }
    if line.change.is_silent then
        options.because = options.because .. " (no hour there: " .. tostring(later) .. " later, of the command)"
        if not line.why then table.insert(silent, line.line .. " (" .. tostring(line.stay) .. ")") end
    end
    local done, problem = not line.why, line.why
    local verb = line.change.by and line.stay.extend or line.stay.extend_to
    if done then done, problem = pcall(verb, line.stay, line.change.by or line.change.ends, options) end
    if not done then leave_out(line.row, called(line.row, line.stay, reason(problem)), reason(problem)) end
end
table.sort(left, function(a, b) return a.line < b.line end)
for _, line in ipairs(left) do run.leave_out(line.what, line.why, { unread = line.unread }) end
print(run.list_summary(rows, here))
if told_sorts then print(told_sorts) end
local changes = false
for _, line in ipairs(order) do changes = changes or line.change.by or line.change.ends ~= line.ends_at end
if not changes and #order > 0 and not given.by then
    print("each hour of the list is the end that its stay has already: nothing has to be done for them")
end
if #silent > 0 then
    local shown = table.concat(silent, ", ", 1, math.min(#silent, 12))
    print(("no hour in line %s%s: %s later, which is the command's own (by=)"):format(shown,
        #silent > 12 and " and " .. #silent - 12 .. " more" or "", tostring(later)))
end
if unknown > 0 and not next(here) and rows[1].guest ~= "" and rows[1].guest ~= rows[1].booking then
    print("the guests stand in a column of their own: booking= and its name looks for the stays by it")
end

-- A word as a shell takes it.
local function quoted(word)
    if word:match("^[%w%-_./:+=@%%,]+$") then return word end
    if not word:match("[\"$`\\!]") then return '"' .. word .. '"' end
    return "'" .. word:gsub("'", "'\\''") .. "'"
end

if not has_days and not given.date and next(days) then
    local first, most = nil, 0
    for day, count in pairs(days) do
        if count > most or count == most and day < first then first, most = day, count end
    end
    local words = { "keyshift plan late-checkout-list" }
    for _, word in ipairs(run.args) do table.insert(words, quoted(word)) end
    print("no line says its day; with the day on which most of its stays end:")
    print("    " .. table.concat(words, " ") .. " date=" .. first)
end
