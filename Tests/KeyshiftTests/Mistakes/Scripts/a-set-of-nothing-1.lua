-- a set of nothing: nobody; stopped by check: there is nothing in it
groups.all():booking("BK-1"):one():set{}
