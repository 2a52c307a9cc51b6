-- into the next guest: two parties in one room; stopped by a refusal (overlap): BK-2 Nowak stays until
groups.all():booking("BK-3"):one():set_clock{ starts = "10:00" }
