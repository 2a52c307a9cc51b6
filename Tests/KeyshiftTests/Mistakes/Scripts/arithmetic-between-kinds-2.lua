-- arithmetic between kinds: nothing that was meant; stopped by check: tostring
print("ends " .. groups.all():booking("BK-1"):one().ends_at)
