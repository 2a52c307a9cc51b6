-- Cancels the stays of a list: a line for each booking, as a booking system exports it.
--
--   keyshift run cancel-list cancelled.csv
--   keyshift run cancel-list cancelled.csv booking="Conf. no"
--
-- Their codes end on every door, and no undo gives a PIN back. A plan that cancels somebody who can open a door now is
-- refused until --allow lockout says that it is meant; --leave-out lockout cancels the others. Separator, encoding, title
-- lines and the column are found where they are certain, and can be said. A line that is not certain is left out, and the
-- plan says why.
-- Where the list has the rooms, the houses or the days, a line that says others than its stay has is left out.

local given = args{
    file = args.file{ about = "the table" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
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

-- What booking systems call this column, in any case; a name from the command line is the only one.
local names = {
    booking = given.booking or {
        "booking", "booking no", "booking nr", "booking number", "booking id", "booking ref", "booking reference", "booking code",
        "reservation", "reservation no", "reservation nr", "reservation number", "reservation id", "res no", "res nr", "res id",
        "confirmation", "confirmation no", "confirmation number", "confirmation code", "conf no", "conf number", "reference",
        "ref", "Buchung", "Buchungsnummer", "Buchungsnr", "Buchungs nr", "Reservierung", "Reservierungsnummer",
        "Reservierungsnr", "réservation", "n° de réservation", "n° réservation", "numéro de réservation", "dossier", "reserva",
        "n° de reserva", "número de reserva", "localizador", "prenotazione", "n° prenotazione", "numero prenotazione",
        -- Where a list has no booking, it has the guests.
        "guest", "guest name", "name", "surname", "last name", "family name", "client", "Gast", "Gastname", "Nachname",
        "nom", "nom du client", "apellido", "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
    guest = given.guest or given.booking and "none" or {
        "guest", "guest name", "name", "surname", "last name", "family name", "client", "Gast", "Gastname", "Nachname",
        "nom", "nom du client", "apellido", "apellidos", "huésped", "cliente", "ospite", "cognome",
    },
}

local read, rows = pcall(csv.read, given.file, {
    separator = given.separator, encoding = given.encoding, skip = given.skip, names = names, optional = { "guest" }, problems = true,
})
if not read then
    local missing = not given.booking and tostring(rows):find('no column "booking"', 1, true)
    error(tostring(rows) .. (missing and '; the one with the bookings or the guests is told as booking="Its name"' or ""), 0)
end

-- The house that is given is one more column of each line.
local house_title = given.house and rows[1] and rawget(rows[1], "house name") and "property" or "house name"
for _, row in ipairs(given.house and rows or {}) do row[house_title] = given.house end

-- A column of rooms that has none says nothing of a stay.
local sorts, told_sorts = groups.room_sorts(rows)
for _, title in ipairs(sorts) do
    for _, row in ipairs(rows) do row[title] = "" end
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

-- The stay of a line, nil with a reason where there is none or more than one.
local function stay_of(row)
    if row.problem then return nil, row.problem end
    if row.booking == "" and (row.guest or "") == "" then return nil, "the column with the bookings is empty" end
    return groups.of_row(row, nil, given.ignore)
end

-- The words of the command for a stay: whoever can open a door now is looked at first.
local function words_for(stay) return { stay.in_house and "find" or "cancel" } end

-- How a line is called that is left out: by its booking, and by the stay unless the reason names it.
local function called(row, stay, why)
    local what = "line " .. row.line .. (row.booking == "" and "" or " ") .. row.booking
    local guest = stay and not why:find(tostring(stay), 1, true) and stay.name or ""
    if guest == "" or row.booking:find(guest, 1, true) then return what end
    if guest:find(row.booking, 1, true) then return "line " .. row.line .. " " .. guest end
    return what .. " " .. guest
end

-- The stays that a line has found, by their keys.
local here = {}

-- All are found before the first is cancelled, so that no line finds what another one leaves.
local lines, line_of = {}, {}
for _, row in ipairs(rows) do
    local known, stay, why, near = pcall(stay_of, row)
    if not known then stay, why = nil, reason(stay) end
    -- Who cancels a list lets nobody in again.
    if why then why = (why:gsub("; to let it in again: .*", "")) end
    if near then why = why .. groups.offers(near, words_for) end
    if stay and stay:has_guest(row.guest) == false then
        why = 'the list says "' .. row.guest .. '", and this is ' .. tostring(stay)
            .. ": look at the number; guest=none compares no names"
        stay = nil
    end
    if stay then here[stay.key] = true end
    local first = stay and line_of[stay.key]
    if first then why = "it is on line " .. first .. " already" end
    if stay and not first then
        line_of[stay.key] = row.line
        table.insert(lines, { stay = stay, line = row.line, row = row })
    else
        leave_out(row, called(row, stay, why), why)
    end
end

for _, line in ipairs(lines) do
    local done, problem = pcall(line.stay.cancel, line.stay, { because = "cancelled by the list, line " .. line.line })
    if not done then leave_out(line.row, called(line.row, line.stay, reason(problem)), reason(problem)) end
end
table.sort(left, function(a, b) return a.line < b.line end)
for _, line in ipairs(left) do run.leave_out(line.what, line.why, { unread = line.unread }) end
print(run.list_summary(rows, here))
if told_sorts then print(told_sorts) end
