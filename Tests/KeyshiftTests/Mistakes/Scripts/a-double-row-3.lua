-- a double row: the second of two hours; stopped by the call: Change each group once
for row in csv.rows{ text = "booking,ends\nBK-1,2099-03-01T19:00:00Z\nBK-1,2099-03-01T18:00:00Z\n" } do
  groups.all():booking(row.booking):one():set{ ends_at = row.ends }
end
