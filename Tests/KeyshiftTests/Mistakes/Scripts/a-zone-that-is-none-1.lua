-- a zone that is none: by another clock; stopped by check: America/Vancouver
print(time.now():date("America/Vancover"))
