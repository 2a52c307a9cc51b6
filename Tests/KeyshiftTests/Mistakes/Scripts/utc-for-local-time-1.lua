-- UTC for local time: eleven in London: five hours less; stopped by a warning (shorten): BK-4 Weber
groups.all():booking("BK-4"):one():set{ ends_at = "2099-03-05T11:00:00Z" }
