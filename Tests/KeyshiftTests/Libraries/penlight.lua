-- What Penlight is used for: lists, tables, texts, printing, classes, maps that keep their order.
local List, tablex, stringx = require("pl.List"), require("pl.tablex"), require("pl.stringx")
local pretty, class, OrderedMap = require("pl.pretty"), require("pl.class"), require("pl.OrderedMap")

local list = List{ 3, 1, 2 }:sort():append(4):map(function(n) return n * n end)
assert(tostring(list) == "{1,4,9,16}" and list:slice(2, 3) == List{ 4, 9 } and list:contains(16))
assert(List.range(1, 5):filter(function(n) return n % 2 == 1 end):concat(",") == "1,3,5")

assert(tablex.deepcompare(tablex.deepcopy({ a = { 1, { b = 2 } } }), { a = { 1, { b = 2 } } }))
assert(tablex.size(tablex.union({ a = 1 }, { b = 2 })) == 2 and tablex.find({ "x", "y" }, "y") == 2)
assert(tablex.reduce("+", { 1, 2, 3 }) == 6 and #tablex.keys({ a = 1, b = 2 }) == 2)

assert(stringx.strip("  room 204 ") == "room 204" and stringx.startswith("BK-88213", "BK"))
assert(stringx.split("a,b,,c", ","):len() == 4 and stringx.center("x", 5, "-") == "--x--")
assert(stringx.replace("1.2.3", ".", "-") == "1-2-3" and stringx.title("late check out") == "Late Check Out")

local shown = pretty.write({ 1, 2, name = "Ito", nested = { true } }, "")
assert(tablex.deepcompare(load("return " .. shown)(), { 1, 2, name = "Ito", nested = { true } }))
assert(pretty.write({ {} }):find("{%s*{%s*}%s*}") and pretty.number(123456, "N", 1) ~= nil)

local Animal = class()
function Animal:_init(name) self.name = name end
function Animal:__tostring() return self.name .. ": " .. self:speak() end
local Dog = class(Animal)
function Dog:speak() return "bark" end
local fido = Dog("Fido")
assert(tostring(fido) == "Fido: bark" and fido:is_a(Animal) and Dog:class_of(fido))

local map = OrderedMap()
map:set("z", 1):set("a", 2):set("m", 3)
assert(map:keys() == List{ "z", "a", "m" } and map:insert(1, "first", 0):keys()[1] == "first")
for name, value in map:iter() do assert(map[name] == value) end

local utils, types, seq = require("pl.utils"), require("pl.types"), require("pl.seq")
assert(utils.split("a b c")[3] == "c" and types.is_callable(print) and seq(list):sum() == 30)
assert(not pcall(require, "pl.path"), "pl.path needs a C module")
print("penlight works")
