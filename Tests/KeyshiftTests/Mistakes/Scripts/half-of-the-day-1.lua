-- half of the day: twelve hours too early; stopped by check: 13:00
groups.all():booking("BK-4"):one():set_clock{ ends = "1pm" }
