-- a star in data: BK-12 with BK-1; stopped by the call: :like("BK-1*")
for row in csv.rows{ text = "booking\nBK-1*\n" } do groups.all():booking(row.booking):one():extend("2h") end
