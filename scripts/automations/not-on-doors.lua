-- Lists the codes of the guests who arrive soon that are not on their doors yet. It changes nothing.
--
--   keyshift run not-on-doors 1h
--   keyshift run not-on-doors 1h house="Harbour House"

local given = args{
    within = args.duration{ default = "1h", about = "how soon the guests arrive" },
    house = args.text{ optional = true, about = "only the guests of this house" },
}

local stays = groups.all():stays()
if given.house then stays = stays:of_house(given.house) end

local soon = stays:starting_between(time.now(), time.now() + given.within):list()
local late = task.map(soon, function(stay)
    local missing = {}
    for _, member in ipairs(stay.members) do
        local id = member.access_code_id
        -- A door that opens without a code, such as by a card, misses none.
        local code = id and seam.access_codes.get{ access_code_id = id }
        -- A lock that keeps the hours itself has the code before they begin.
        if code and code.status ~= "set" and not code.is_scheduled_on_device then
            table.insert(missing, member.door .. " (" .. code.status .. ")")
        end
    end
    return missing
end, { concurrency = 8 })

local count = 0
for place, stay in ipairs(soon) do
    if #late[place] > 0 then
        count = count + 1
        print(stay.starts_at:format("%H:%M", stay.zone) .. " " .. (stay.zone or "UTC"), tostring(stay), table.concat(late[place], ", "))
    end
end
print(count .. " of " .. #soon .. " who arrive within " .. tostring(given.within) .. " miss a code")
