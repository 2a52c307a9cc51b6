-- the wrong column: nobody; stopped by the call: did you mean "booking"?
local rows = csv.read{ text = "booking\nBK-1\n" }
groups.all():booking(rows[1].bookin):one():extend("2h")
