-- position 0 of a list: nobody; stopped by check: begins at 1
local late = groups.all():in_house():list()
late[0]:extend("2h")
