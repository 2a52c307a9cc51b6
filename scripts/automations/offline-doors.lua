-- Lists the doors that are offline, with the stays that begin or end there soon. It changes nothing.
--
--   keyshift run offline-doors 24h
--   keyshift run offline-doors 24h house="Harbour House"

local given = args{
    within = args.duration{ default = "24h", about = "how far to look ahead" },
    house = args.text{ optional = true, about = "only the doors of this house" },
}

local until_then = time.now() + given.within

local function report(door)
    local zone = door.zone or "UTC"
    print(door.name .. "  times in " .. zone)
    for stay in groups.all():stays():on_devices(door.id):each() do
        for _, member in ipairs(stay.members) do
            if member.device_id == door.id and member.starts_at and member.ends_at then
                if member.starts_at > time.now() and member.starts_at < until_then then
                    print("", tostring(stay) .. " arrives " .. member.starts_at:format("%a %H:%M", zone))
                elseif member.starts_at <= time.now() and member.ends_at < until_then then
                    print("", tostring(stay) .. " leaves " .. member.ends_at:format("%a %H:%M", zone))
                end
            end
        end
    end
end

local all, offline = {}, 0
for _, door in ipairs(doors.all()) do
    if not given.house or (door.house or ""):lower() == given.house:lower() then table.insert(all, door) end
end
for _, door in ipairs(all) do
    if door.online == false then
        offline = offline + 1
        report(door)
    end
end
print((offline == 1 and "1 door is offline" or offline .. " doors are offline") .. ", of " .. #all)
