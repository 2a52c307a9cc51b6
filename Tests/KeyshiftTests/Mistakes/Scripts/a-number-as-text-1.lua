-- a number as text: 2 of something; stopped by the call: duration
for row in csv.rows{ text = "booking,hours\nBK-1,2\n" } do groups.all():booking(row.booking):one():extend(row.hours) end
