-- Gives the stays of a list a late checkout: a line for each booking, as a booking system exports it.
--
--   keyshift run late-checkout-list tonight.csv 2026-11-24 2h
--   keyshift run late-checkout-list tonight.csv 2026-11-24        the list has a column with the hours
--   keyshift run late-checkout-list tonight.csv booking="Conf. no" hour="New time" dates=dmy
--
-- A line with an hour in it ends then, on the clock of the door; any other ends later by the duration. The day is that of
-- the line, else that of the command line. Separator, encoding, title lines, columns and the form of dates are found where
-- they are certain, and can be said. A line that is not certain is left out, and the plan says why.

local given = args{
    file = args.file{ about = "the table" },
    date = args.date{ optional = true, about = "the day of the checkout, on the calendar of the doors" },
    by = args.duration{ default = "2h", about = "how much later, for a line without an hour" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    hour = args.text{ optional = true, about = "the name of the column with the new hours" },
    day = args.text{ optional = true, about = "the name of the column with the days" },
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
    hour = given.hour or {
        "until", "time", "new time", "late checkout", "late check out", "checkout time", "check out time",
        "departure time", "to", "Uhrzeit", "bis", "heure", "hora",
    },
    day = given.day or {
        "date", "departure", "departure date", "checkout", "check out", "checkout date", "check out date", "leaves",
        "ends", "Abreise", "Datum", "départ", "salida", "fecha",
    },
}
if not given.booking then
    names.guest = { "guest", "guest name", "name", "surname", "last name", "client", "Gast", "Nachname", "nom", "apellido" }
end
local optional = { "guest" }
if not given.hour then table.insert(optional, "hour") end
if not given.day then table.insert(optional, "day") end

local read, rows = pcall(csv.read, given.file, {
    separator = given.separator, encoding = given.encoding, skip = given.skip, dates = given.dates,
    names = names, optional = optional, as = { hour = "when", day = "when" },
})
if not read then
    local missing = not given.booking and tostring(rows):find('no column "booking"', 1, true)
    error(tostring(rows) .. (missing and '; the one with the bookings or the guests is told as booking="Its name"' or ""), 0)
end

-- The stay of a line: the only one of the booking, else the only one of it that ends on the day.
local function stay_of(row, day)
    local query = groups.all():known_by(row.booking)
    if query:count() < 2 then return query:find() end
    if day and query:ending_on(day):count() == 1 then return query:ending_on(day):find() end
    local names = {}
    for stay in query:each() do
        table.insert(names, tostring(stay) .. " (" .. table.concat(stay.doors, ", ") .. ")")
    end
    return nil, #names .. " stays have it: " .. table.concat(names, "; ")
end

-- The new end of a line, nil with a reason where there is none.
local function end_of(row, stay, day)
    if not stay.uniform then return nil, tostring(stay) .. " has different hours on its doors; one-end gives them one" end
    if not stay.zone then return nil, tostring(stay) .. " has doors without a zone, or in two" end
    local now, was = stay.ends_at:date(stay.zone), stay.ends_at:clock(stay.zone)
    if day ~= now then return nil, tostring(stay) .. " ends on " .. tostring(now) .. ", not on " .. tostring(day) end
    local clock = row.hour and row.hour.clock
    -- A clock time beside the day is the new one, unless it is when the stay ends anyway.
    if not clock and row.day and row.day.clock ~= was then clock = row.day and row.day.clock end
    if not clock then return { by = given.by, ends = stay.ends_at + given.by } end
    local ends = day:at(clock, stay.zone)
    if ends < stay.ends_at then
        return nil, tostring(stay) .. " ends at " .. was .. ", and " .. clock .. " is earlier"
    end
    return { ends = ends }
end

-- What was refused, without the place in this script.
local function reason(problem)
    return (tostring(problem):gsub("^.-%.lua:%d+: ", ""))
end

local wanted, order = {}, {}
for _, row in ipairs(rows) do
    local what = "line " .. row.line .. " " .. row.booking
    local day = row.hour and row.hour.date or row.day and row.day.date or given.date
    local stay, why, change
    if row.booking == "" then
        why = "the column with the bookings is empty"
    elseif not day then
        why = "no day: give date=2026-11-24, or the name of the column with the days as day="
    else
        local found
        found, stay, why = pcall(stay_of, row, day)
        if not found then stay, why = nil, reason(stay) end
    end
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
        wanted[stay.key] = { stay = stay, change = change, line = row.line, what = what }
        table.insert(order, wanted[stay.key])
    end
    if not change then run.leave_out(what, why) end
end

for _, line in ipairs(order) do
    local options = { because = "late checkout, line " .. line.line }
    local done, problem = not line.why, line.why
    if done and line.change.by then
        done, problem = pcall(line.stay.extend, line.stay, line.change.by, options)
    elseif done then
        done, problem = pcall(line.stay.extend_to, line.stay, line.change.ends, options)
    end
    if not done then run.leave_out(line.what, reason(problem)) end
end
print("the list has " .. #rows .. " lines, and " .. #order .. " stays of it are here")
if #order == 0 and #rows > 0 and rows[1].guest and rows[1].guest ~= rows[1].booking then
    print("the guests stand in a column of their own: booking= and its name looks for the stays by it")
end
