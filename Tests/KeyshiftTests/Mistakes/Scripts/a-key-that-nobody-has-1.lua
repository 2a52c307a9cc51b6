-- a key that nobody has: nobody; stopped by the call: "nope"
local key = "no" .. "pe"
seam.access_codes.update_multiple{ common_code_key = key, name = "x" }
