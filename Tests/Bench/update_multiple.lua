-- For keyshift: gives each group of keys.csv, beside this script, new hours with update_multiple, over and over until so
-- many calls were made, 32 at a time.
local count = tonumber(arg[1])
local keys = csv.read("keys.csv")
local numbers = {}
for number = 1, count do numbers[number] = number end
task.map(numbers, function(number)
    seam.access_codes.update_multiple{
        common_code_key = keys[(number - 1) % #keys + 1].key,
        starts_at = "2026-11-20T15:00:00Z",
        ends_at = ("2027-01-01T11:%02d:00Z"):format(10 + (number - 1) // #keys % 50),
    }
end, { concurrency = 32 })
