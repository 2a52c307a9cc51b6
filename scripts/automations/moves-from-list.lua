-- Gives the stays of a list new hours: a line for each booking, with a new start, a new end, or both.
--
--   keyshift run moves-from-list moves.csv
--   keyshift run moves-from-list moves.csv booking="Conf. no" starts="Arrival" ends="Departure" dates=dmy
--
-- A start and an end are a day, an hour, or both, in one column or in two; what a line does not say stays as it is, and an
-- empty cell moves nothing. The hours are those of the doors' clock. Separator, encoding, title lines, columns and the form
-- of dates are found where they are certain, and can be said. A line that is not certain is left out, and the plan says why.

local given = args{
    file = args.file{ about = "the table" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    starts = args.text{ optional = true, about = "the name of the column with the new starts" },
    ends = args.text{ optional = true, about = "the name of the column with the new ends" },
    start_hour = args.text{ optional = true, about = "the name of the column with the hours of the starts" },
    end_hour = args.text{ optional = true, about = "the name of the column with the hours of the ends" },
    dates = args.choice{ "dmy", "mdy", "ymd", optional = true, about = "what 03/04/2026 is" },
    separator = args.text{ default = "auto", about = "comma, semicolon, tab, bar, or a character" },
    encoding = args.text{ default = "auto", about = "utf-8, windows-1252, latin-1 or utf-16" },
    skip = args.number{ optional = true, min = 0, about = "how many lines stand above the header" },
}

-- What booking systems call these columns, in any case; a name from the command line is the only one.
local names = {
    booking = given.booking or {
        "booking no", "booking number", "booking id", "booking ref", "booking reference", "reservation", "reservation no",
        "reservation number", "reservation id", "res no", "confirmation", "confirmation no", "confirmation number",
        "conf no", "reference", "ref", "Buchung", "Buchungsnummer", "Reservierung", "réservation", "reserva",
        -- Where a list has no booking, it has the guests.
        "guest", "guest name", "name", "surname", "last name", "family name", "client", "Gast", "Gastname", "Nachname",
        "nom", "apellido", "huésped", "cliente",
    },
    starts = given.starts or {
        "start", "starts at", "arrival", "arrives", "arrival date", "check in", "checkin", "check in date", "from",
        "new start", "Anreise", "arrivée", "llegada",
    },
    ends = given.ends or {
        "end", "ends at", "departure", "leaves", "departure date", "check out", "checkout", "check out date", "until",
        "new end", "Abreise", "départ", "salida",
    },
    start_hour = given.start_hour or { "start time", "arrival time", "check in time", "checkin time" },
    end_hour = given.end_hour or { "end time", "departure time", "check out time", "checkout time" },
}
if not given.booking then
    names.guest = { "guest", "guest name", "name", "surname", "last name", "client", "Gast", "Nachname", "nom", "apellido" }
end
local optional = { "guest" }
for _, name in ipairs{ "starts", "ends", "start_hour", "end_hour" } do
    if not given[name] then table.insert(optional, name) end
end

local read, rows = pcall(csv.read, given.file, {
    separator = given.separator, encoding = given.encoding, skip = given.skip, dates = given.dates, names = names,
    optional = optional, as = { starts = "when", ends = "when", start_hour = "clock", end_hour = "clock" },
})
if not read then
    local missing = not given.booking and tostring(rows):find('no column "booking"', 1, true)
    error(tostring(rows) .. (missing and '; the one with the bookings or the guests is told as booking="Its name"' or ""), 0)
end

-- The instant of one end of a stay: the day and the hour of the line, each from the present one where the line has none.
local function instant(cell, hour, present, zone)
    local day = cell and cell.date or present:date(zone)
    local clock = hour or cell and cell.clock or present:clock(zone)
    return day:at(clock, zone)
end

-- The change of a line, nil with a reason where there is none.
local function change_of(row, stay)
    if not stay.uniform then return nil, tostring(stay) .. " has different hours on its doors; one-end gives them one" end
    if not stay.zone then return nil, tostring(stay) .. " has doors without a zone, or in two" end
    if not (row.starts or row.start_hour or row.ends or row.end_hour) then return nil, "the line says no hours" end
    local change = {}
    if row.starts or row.start_hour then
        change.starts_at = instant(row.starts, row.start_hour, stay.starts_at, stay.zone)
    end
    if row.ends or row.end_hour then change.ends_at = instant(row.ends, row.end_hour, stay.ends_at, stay.zone) end
    return change
end

-- The stay of a line, nil with a reason where there is none or more than one.
local function stay_of(row)
    if row.booking == "" then return nil, "the column with the bookings is empty" end
    local query = groups.all():known_by(row.booking)
    if query:count() < 2 then return query:find() end
    local names = {}
    for stay in query:each() do
        table.insert(names, tostring(stay) .. " (" .. table.concat(stay.doors, ", ") .. ")")
    end
    return nil, #names .. " stays have it: " .. table.concat(names, "; ")
end

-- What was refused, without the place in this script.
local function reason(problem)
    return (tostring(problem):gsub("^.-%.lua:%d+: ", ""))
end

local wanted, order = {}, {}
for _, row in ipairs(rows) do
    local what = "line " .. row.line .. " " .. row.booking
    local known, stay, why = pcall(stay_of, row)
    if not known then stay, why = nil, reason(stay) end
    local change
    if stay then
        local found
        found, change, why = pcall(change_of, row, stay)
        if not found then change, why = nil, reason(change) end
    end
    local first = change and wanted[stay.key]
    if first and first.change.starts_at == change.starts_at and first.change.ends_at == change.ends_at then
        change, why = nil, "it is on line " .. first.line .. " already"
    elseif first then
        first.why = "line " .. row.line .. " says other hours, so that neither counts"
        change, why = nil, "line " .. first.line .. " says other hours, so that neither counts"
    elseif change then
        wanted[stay.key] = { stay = stay, change = change, line = row.line, what = what }
        table.insert(order, wanted[stay.key])
    end
    if not change then run.leave_out(what, why) end
end

for _, line in ipairs(order) do
    local done, problem = not line.why, line.why
    if done then
        local options = { because = "moved by the list, line " .. line.line }
        done, problem = pcall(line.stay.set, line.stay, line.change, options)
    end
    if not done then run.leave_out(line.what, reason(problem)) end
end
print("the list has " .. #rows .. " lines, and " .. #order .. " stays of it are here")
if #order == 0 and #rows > 0 and rows[1].guest and rows[1].guest ~= rows[1].booking then
    print("the guests stand in a column of their own: booking= and its name looks for the stays by it")
end
