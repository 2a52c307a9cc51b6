-- a zone that is none: by another clock; stopped by check: PST
print(time.at("2099-03-01 11:00", "PST"))
