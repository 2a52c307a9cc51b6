-- the wrong column: the day of arrival as the end; stopped by the call: after
for row in csv.rows{ text = "booking,arrival,departure\nBK-4,2099-03-01T20:00:00Z,2099-03-05T16:00:00Z\n" } do
  groups.all():booking(row.booking):one():set{ ends_at = time.parse(row.arrival) }
end
