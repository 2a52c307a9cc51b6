-- a double row: four hours for one; stopped by the call: was moved already
for row in csv.rows{ text = "booking\nBK-1\nBK-1 Ito\n" } do groups.all():booking(row.booking):one():extend("2h") end
