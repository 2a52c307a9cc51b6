-- UTC for local time: by UTC: five hours less; stopped by a warning (shorten): BK-4 Weber
groups.all():booking("BK-4"):one():set{ ends_at = time.at("2099-03-05 11:00", "UTC") }
