-- CSV by `io`: quoted fields with commas, the first line as names.
local rows = {}
local function fields(line)
    local found = {}
    for quoted, plain in (line .. ","):gmatch('"(.-)",()') do found[#found + 1] = quoted end
    if #found == 0 or line:sub(1, 1) ~= '"' then
        found = {}
        for field in (line .. ","):gmatch("(.-),") do found[#found + 1] = field end
    end
    return found
end
function rows.open(path)
    local file, why = io.open(path, "r")
    if not file then return nil, why end
    local names, lines = fields(file:read("*l")), file:lines()
    return function()
        local line = lines()
        if not line then return file:close() and nil end
        local row = {}
        for i, field in ipairs(fields(line)) do row[names[i]] = field end
        return row
    end
end
return rows
