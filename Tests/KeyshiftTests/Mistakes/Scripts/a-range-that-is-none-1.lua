-- a range that is none: nobody; stopped by the call: second date
print(groups.all():ending_between("2099-03-02", "2099-03-01"):count())
