-- Small libraries in the styles that people write them in.
local class, check, json, rows = require("class"), require("check"), require("json"), require("rows")

local Stay = class("Stay")
function Stay:initialize(name, hours) self.name, self.hours = name, hours end
function Stay:__tostring() return self.name .. " " .. self.hours .. "h" end
function Stay.__lt(a, b) return a.hours < b.hours end
local Late = class("Late", Stay)
function Late:initialize(name) Stay.initialize(self, name, 2) end

local suite = {}
function suite:test_classes()
    local late = Late("Ito")
    check.equal(tostring(late), "Ito 2h")
    check.equal(late:is(Stay), true)
    check.equal(late < Stay("Nowak", 3), true)
end
function suite:test_json()
    local text = json.encode({ 1, 2, { name = "a\"b\n" }, true })
    check.equal(text, [=[[1,2,{"name":"a\"b\n"},true]]=])
    check.equal(json.decode(' { "a" : [1, 2.5, null, "\\u00e9"] } ').a[4], "é")
    check.fails(function() json.decode("{") end, "json.lua:%d+: unexpected")
end
function suite:test_rows()
    local read = {}
    for row in rows.open(arg[0]:gsub("own.lua$", "") .. "rows/stays.csv") do read[#read + 1] = row.name .. row.hours end
    check.equal(table.concat(read, " "), "Ito2 Now, ak3")
    local found, why = rows.open("no such file.csv")
    check.equal(found, nil)
    check.equal(why, "no such file.csv: No such file or directory")
end
function suite:test_files() check.equal(io.open("../LibraryTests.swift"), nil) end
function suite:test_that_fails() check.equal(1, 2) end

local passed, failed = check.run(suite, io.stdout)
assert(passed == 4 and failed[1]:find("own.lua:%d+: 1 is not 2"), failed[1])
assert(require("keyshift.json").encode({ 1 }) == "[1]")
print("own libraries work")
os.exit(true)
