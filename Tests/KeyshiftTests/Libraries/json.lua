-- JSON in pure Lua, under the name that such libraries have.
local json = {}
local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }
local back = { n = "\n", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }
local function quote(text) return '"' .. text:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"' end
function json.encode(value)
    if type(value) == "string" then return quote(value) end
    if type(value) ~= "table" then return tostring(value) end
    local parts = {}
    if #value > 0 then
        for i, item in ipairs(value) do parts[i] = json.encode(item) end
        return "[" .. table.concat(parts, ",") .. "]"
    end
    for name, item in pairs(value) do parts[#parts + 1] = quote(name) .. ":" .. json.encode(item) end
    return "{" .. table.concat(parts, ",") .. "}"
end
local function space(text, at) return text:match("^%s*()", at) end
local read
local function list(text, at, close, item)
    local result = {}
    at = space(text, at)
    while text:sub(at, at) ~= close do
        at = space(text, item(result, space(text, at)))
        if text:sub(at, at) == "," then at = space(text, at + 1) elseif text:sub(at, at) ~= close then error("unexpected sign at " .. at) end
    end
    return result, at + 1
end
local function text_at(text, at)
    local stop = at
    if text:sub(at, at) ~= '"' then error("unexpected sign at " .. at) end
    repeat stop = text:find('"', stop + 1, true) until not stop or not text:sub(at, stop - 1):find("\\$")
    local inner = text:sub(at + 1, stop - 1):gsub("\\u(%x%x%x%x)", function(x) return utf8.char(tonumber(x, 16)) end)
    return inner:gsub("\\(.)", back), stop + 1
end
function read(text, at)
    local sign = text:sub(at, at)
    if sign == "[" then
        return list(text, at + 1, "]", function(t, i) local n = #t + 1 local v, after = read(text, i) t[n] = v == nil and json or v return after end)
    elseif sign == "{" then
        return list(text, at + 1, "}", function(t, i)
            local name, after = text_at(text, i)
            t[name], after = read(text, space(text, text:match("^%s*:()", after)))
            return after
        end)
    elseif sign == '"' then
        return text_at(text, at)
    end
    local word, after = text:match("^([%w.+-]+)()", at)
    if word == "null" then return nil, after end
    if not word then error("unexpected end at " .. at) end
    return tonumber(word) or word == "true", after
end
function json.decode(text) return (read(text, space(text, 1))) end
return json
