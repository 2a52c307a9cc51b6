-- am for pm: thirteen becomes one: ten hours less; stopped by a warning (shorten): BK-4 Weber
groups.all():booking("BK-4"):one():set_clock{ ends = "01:00" }
