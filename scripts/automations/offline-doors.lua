-- Lists the doors that are offline, with the stays that begin or end there soon. It changes nothing.
--
--   keyshift run offline-doors 24h

local given = args{
    within = args.duration{ default = "24h", about = "how far to look ahead" },
}

local until_then = time.now() + given.within
local doors = 0
for page in seam.pages(seam.devices.list, { limit = 100 }) do
    for _, device in ipairs(page) do
        if not device.properties.online then
            doors = doors + 1
            print(device.properties.name)
            for stay in groups.all():on_devices(device.device_id):uniform():each() do
                if stay.starts_at > time.now() and stay.starts_at < until_then then
                    print("", tostring(stay) .. " arrives " .. stay.starts_at:format("%a %H:%M", stay.zone))
                elseif stay.ends_at < until_then then
                    print("", tostring(stay) .. " leaves " .. stay.ends_at:format("%a %H:%M", stay.zone))
                end
            end
        end
    end
end
print(doors == 1 and "1 door is offline" or doors .. " doors are offline")
