-- day and month in the other order: on 2 March or 3 February; stopped by the call: say dates =
csv.read({ text = "booking,day\nBK-1,02/03/2099\n" }, { as = { day = "date" } })
