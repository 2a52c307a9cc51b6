-- a range that is none: nobody; stopped by the call: not one of each
print(groups.all():ending_between("2099-03-02", time.now()):count())
