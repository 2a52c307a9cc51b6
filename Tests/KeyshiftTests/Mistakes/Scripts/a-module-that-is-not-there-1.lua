-- a module that is not there: nobody; stopped by the call: no file guestlists.lua
local lists = require("guestlists")
lists.run()
