-- a zone that is nil: by UTC; stopped by the call: zone must be the name of a zone
local zone = nil
print(time.date("2099-03-01"):at("14:00", zone))
