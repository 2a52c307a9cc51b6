-- a clock of another zone: one in the afternoon of New York, which is ten in the morning at the door; stopped by a warning (other_zone): which is
groups.all():like("*"):where(function(g) return g.zone == "America/Vancouver" and g.uniform end):list()[1]:set{ ends_at = time.at("2099-03-02 13:00", "America/New_York") }
