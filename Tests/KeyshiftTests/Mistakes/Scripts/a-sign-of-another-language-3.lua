-- a sign of another language: nothing that was meant; stopped by check: x = x + 1
local count = 0
count += 1
