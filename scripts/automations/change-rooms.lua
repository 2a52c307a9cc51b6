-- Gives the stays of a list other rooms: a line for each booking, with the room that it gets.
--
--   keyshift run change-rooms rooms.csv
--   keyshift run change-rooms rooms.csv booking="Conf. no" from="Old unit" to="New unit"
--
-- A stay keeps its PIN, its hours and the doors that are not named, such as the front door. Without a room that it gives up
-- it is the one that the stay shares with nobody. For a guest who can open a door now the new code is on its lock before the
-- old one goes. Two stays can change places. Separator, encoding, title lines and columns are found where they are certain,
-- and can be said. A line that is not certain is left out, and the plan says why.
-- Where the list has the rooms, the houses or the days, a line that says others than its stay has is left out.

local given = args{
    file = args.file{ about = "the table" },
    booking = args.text{ optional = true, about = "the name of the column with the bookings" },
    from = args.text{ optional = true, about = "the name of the column with the rooms that they give up" },
    to = args.text{ optional = true, about = "the name of the column with the rooms that they get" },
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
    from = given.from or {
        "from", "from room", "old room", "old room no", "previous room", "old unit", "von", "altes Zimmer",
        "ancienne chambre", "de",
    },
    to = given.to or {
        "to", "to room", "new room", "new room no", "room", "room no", "room number", "new unit", "unit", "nach",
        "neues Zimmer", "Zimmer", "nouvelle chambre", "chambre", "a", "para",
    },
}

-- What is asked for where the table is not certain, with words in the titles of columns that may be it.
local asks = {
    booking = {
        hints = { "conf", "book", "res", "buch", "ref", "guest", "gast", "name" }, instead = { "guest" },
        never = { "room", "rm", "zimmer", "zi", "unit", "apart", "chambre", "hab", "camera", "quarto" },
    },
    to = { hints = { "new", "neu", "to", "room", "unit", "zimmer" } },
}
for column in pairs(asks) do if given[column] then asks[column] = nil end end

local rows = csv.ask(given.file, {
    line = "keyshift plan change-rooms", asks = asks, separator = given.separator, encoding = given.encoding,
    skip = given.skip, names = names, problems = true, optional = given.from and { "guest" } or { "from", "guest" },
})

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

local by_id = {}
for _, door in ipairs(doors.all()) do by_id[door.id] = door end

-- The words of a text, in any case, with a space around each.
local function words(text)
    return " " .. text:lower():gsub("[%s%-_/#.]+", " "):gsub("^ ", ""):gsub(" $", "") .. " "
end

-- The one of some doors that a text names: by its whole name or its id, else by words of its name; nil with a reason.
local function door_named(text, choice)
    local wanted, named, like = words(text), {}, {}
    for _, door in ipairs(choice) do
        local name = words(door.name)
        if door.id == text or name == wanted then table.insert(named, door) end
        local fits = wanted ~= "  "
        for word in wanted:gmatch("%S+") do fits = fits and name:find(" " .. word .. " ", 1, true) ~= nil end
        if fits then table.insert(like, door) end
    end
    local found = #named > 0 and named or like
    if #found == 1 then return found[1] end
    local list = {}
    for place = 1, math.min(#found, 4) do list[place] = found[place].name end
    if #found == 0 then return nil, ('there is no door "%s"'):format(text) end
    return nil, ('%d doors are named "%s": %s%s'):format(#found, text, table.concat(list, ", "), #found > 4 and ", …" or "")
end

-- The stay of a line, nil with a reason where there is none or more than one.
local function stay_of(row)
    if row.problem then return nil, row.problem end
    if row.booking == "" and (row.guest or "") == "" then return nil, "the column with the bookings is empty" end
    local stay, why, near = groups.of_row(row, nil, given.ignore)
    if stay or (row.from or "") == "" then return stay, why, near end
    -- The room that is given up says which of several stays is meant.
    row.room = row.from
    return groups.of_row(row, nil, given.ignore)
end

-- The room that a stay gives up: the one of the line, else the only one that it shares with nobody.
local function old_room(row, stay, new)
    local own = {}
    for _, id in ipairs(stay.device_ids) do
        -- A door that has left the workspace has no table.
        local door = by_id[id] or { id = id, name = id, shared = false }
        if row.from and row.from ~= "" or not door.shared and door.id ~= new.id then table.insert(own, door) end
    end
    if row.from and row.from ~= "" then
        local door, why = door_named(row.from, own)
        if door then return door end
        return nil, tostring(stay) .. " has " .. table.concat(stay.doors, ", ") .. ", and of them " .. why
    end
    if #own == 1 then return own[1] end
    return nil, tostring(stay) .. " has " .. table.concat(stay.doors, ", ") .. ", and the line does not say which it gives up"
end

-- The move of a line; nil with a reason, or without one where the stay is in its room already.
local function move_of(row, stay)
    if row.to == "" then return nil, "the line says no room" end
    local house = {}
    for _, id in ipairs(stay.device_ids) do house[by_id[id] and by_id[id].house or ""] = true end
    local near = {}
    for _, door in pairs(by_id) do
        if door.house and house[door.house] then table.insert(near, door) end
    end
    -- A room is of the house that the stay is in, where that has one of the name.
    local new, why = door_named(row.to, near)
    if not new then new, why = door_named(row.to, doors.all()) end
    if not new then return nil, why end
    local has = false
    for _, id in ipairs(stay.device_ids) do has = has or id == new.id end
    local old, problem = old_room(row, stay, new)
    if has and (not old or old.id == new.id) then return nil end
    if not old then return nil, problem end
    return { to = new.id, from = old.id }
end

-- A door as it is typed: by its name where no other has it.
local function typed_door(id)
    local count = 0
    for _, door in pairs(by_id) do count = count + (door.name == by_id[id].name and 1 or 0) end
    return count == 1 and by_id[id].name or id
end

-- The words of the command that gives a stay the room of the line, for the only room that it has; nil where it has that.
local function words_for(row, stay)
    local move = move_of({ to = row.to, from = "" }, stay)
    return move and { "change-room", "--to", typed_door(move.to), "--from", typed_door(move.from) } or nil
end

-- How a line is called that is left out: by its booking, and by the stay unless the reason names it.
local function called(row, stay, why)
    local what = "line " .. row.line .. (row.booking == "" and "" or " ") .. row.booking
    local guest = stay and not why:find(tostring(stay), 1, true) and stay.name or ""
    if guest == "" or row.booking:find(guest, 1, true) then return what end
    if guest:find(row.booking, 1, true) then return "line " .. row.line .. " " .. guest end
    return what .. " " .. guest
end

-- A number with what is counted.
local function counted(number, one, many) return number .. " " .. (number == 1 and one or many) end

local wanted, order, settled = {}, {}, 0
for _, row in ipairs(rows) do
    local known, stay, why, near = pcall(stay_of, row)
    if not known then stay, why = nil, reason(stay) end
    if near then why = why .. groups.offers(near, function(other) return words_for(row, other) end) end
    if stay and stay:has_guest(row.guest) == false then
        why = 'the list says "' .. row.guest .. '", and this is ' .. tostring(stay)
            .. ": look at the number; guest=none compares no names"
        stay = nil
    end
    local move
    if stay then
        local found
        found, move, why = pcall(move_of, row, stay)
        if not found then move, why = nil, reason(move) end
        if not move and not why then settled = settled + 1 end
    end
    local first = move and wanted[stay.key]
    if first and first.move.to == move.to and first.move.from == move.from then
        why = "it is on line " .. first.line .. " already"
    elseif first then
        first.why = "line " .. row.line .. " says another room, so that neither counts"
        why = "line " .. first.line .. " says another room, so that neither counts"
    elseif move then
        wanted[stay.key] = { stay = stay, move = move, line = row.line, row = row }
        table.insert(order, wanted[stay.key])
    end
    if why then leave_out(row, called(row, stay, why), why) end
end

for _, line in ipairs(order) do
    local done, problem = not line.why, line.why
    if done then
        local options = { because = "another room by the list, line " .. line.line }
        done, problem = pcall(line.stay.change_doors, line.stay, line.move, options)
    end
    if not done then leave_out(line.row, called(line.row, line.stay, reason(problem)), reason(problem)) end
end
table.sort(left, function(a, b) return a.line < b.line end)
for _, line in ipairs(left) do run.leave_out(line.what, line.why, { unread = line.unread }) end
local unread = 0
for _, row in ipairs(rows) do unread = unread + (row.problem and 1 or 0) end
print(("the list has %s: %s another room, %s there already%s"):format(counted(#rows, "line", "lines"),
    counted(#order, "stay gets", "stays get"), counted(settled, "is", "are"),
    unread == 0 and "" or ", " .. counted(unread, "line", "lines") .. " could not be read"))
if told_sorts then print(told_sorts) end
