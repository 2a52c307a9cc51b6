-- a number as text: everybody, or an error at night; stopped by the call: compare
for row in csv.rows{ text = "booking,nights\nBK-1,2\n" } do
  if row.nights > 1 then groups.all():booking(row.booking):one():extend("2h") end
end
