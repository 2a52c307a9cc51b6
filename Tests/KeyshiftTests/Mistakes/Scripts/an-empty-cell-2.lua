-- an empty cell: to midnight; stopped by the call: is not a timestamp
for row in csv.rows{ text = "booking,ends\nBK-1 Ito,\n" } do
  groups.all():booking(row.booking):one():extend_to(row.ends)
end
