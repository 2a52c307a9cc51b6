-- inspect, argparse, say and mediator.
local inspect, argparse, say, Mediator = require("inspect"), require("argparse"), require("say"), require("mediator")

local group = { name = "Ito", doors = { 204, 205 } }
group.itself = group
local shown = inspect(group)
assert(shown:find('name = "Ito"', 1, true) and shown:find("<table 1>", 1, true) and inspect({ 1, { a = 2 } }):find("a = 2"))

local parser = argparse("late", "Moves ends.")
parser:argument("booking")
parser:option("--by", "How far.", "2h")
parser:flag("-v --verbose"):count("*")
local given = parser:parse({ "BK-88213", "--by", "3h", "-vv" })
assert(given.booking == "BK-88213" and given.by == "3h" and given.verbose == 2)
local ok, problem = parser:pparse({})
assert(not ok and problem:find("missing argument 'booking'"))
assert(parser:get_help():find("Usage: late"))

say:set_namespace("en")
say:set("hours", "%d hours for %s")
assert(say("hours", { 2, "Ito" }) == "2 hours for Ito" and say("nothing") == "nothing" or say("nothing") == nil)

local mediator, heard = Mediator(), {}
mediator:subscribe({ "doors", "open" }, function(door) heard[#heard + 1] = door end)
mediator:publish({ "doors", "open" }, 204)
assert(heard[1] == 204)
print("libraries work")
parser:parse({ "--nothing" })
