-- a name of nothing: a stay that nobody finds any more; stopped by the call: a new name needs letters
groups.all():booking("BK-1"):one():set{ name = " " }
