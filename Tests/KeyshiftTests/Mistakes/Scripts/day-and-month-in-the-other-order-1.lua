-- day and month in the other order: to a day in January; stopped by a refusal (max_shift): --max-shift
for row in csv.rows({ text = "booking,day\nBK-1,01/03/2099\n" }, { as = { day = "date" }, dates = "mdy" }) do
  local g = groups.all():booking(row.booking):one()
  g:set{ ends_at = row.day:at("14:00", g.zone) }
end
