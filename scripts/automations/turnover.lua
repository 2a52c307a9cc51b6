-- Lists the doors where the next guest arrives too soon after the last one has left. It changes nothing.
--
--   keyshift run turnover 3h

local given = args{
    gap = args.duration{ default = "3h", about = "the time that cleaning takes" },
}

local by_door = {}
for stay in groups.all():uniform():each() do
    for place, id in ipairs(stay.device_ids) do
        by_door[id] = by_door[id] or { name = stay.doors[place], stays = {} }
        table.insert(by_door[id].stays, stay)
    end
end

local lines = {}
for _, door in pairs(by_door) do
    table.sort(door.stays, function(a, b) return a.starts_at < b.starts_at end)
    for i = 2, #door.stays do
        local before, after = door.stays[i - 1], door.stays[i]
        if after.starts_at < before.ends_at + given.gap then
            local leaves = before.ends_at:format("%a %H:%M", before.zone)
            local arrives = after.starts_at:format("%a %H:%M", after.zone)
            table.insert(lines, ("%s  %s leaves %s, %s arrives %s"):format(door.name, tostring(before), leaves,
                tostring(after), arrives))
        end
    end
end

table.sort(lines)
for _, line in ipairs(lines) do print(line) end
print(#lines .. " with less than " .. tostring(given.gap) .. " between two guests")
