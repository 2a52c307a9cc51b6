-- the result of what gives none: nobody twice; stopped by check: gives no result
if groups.all():booking("BK-1"):one():extend("2h") then print("moved") end
