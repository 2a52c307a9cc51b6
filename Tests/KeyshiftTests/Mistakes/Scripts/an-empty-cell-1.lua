-- an empty cell: everybody; stopped by the call: is empty
for row in csv.rows{ text = "booking,ends\nBK-1 Ito,14:00\n ,14:00\n" } do
  groups.all():booking(row.booking):one():extend("2h")
end
