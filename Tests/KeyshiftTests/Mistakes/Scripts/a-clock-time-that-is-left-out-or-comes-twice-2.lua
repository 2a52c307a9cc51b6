-- a clock time that is left out or comes twice: an hour off; stopped by the call: America/New_York
print(time.at("2026-11-01 01:30", "America/New_York"))
