-- a colon for a dot: nobody; stopped by check: with a dot
print(seam.devices:list())
