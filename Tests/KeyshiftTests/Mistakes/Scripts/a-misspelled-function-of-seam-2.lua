-- a misspelled function of seam: nothing that was meant; stopped by check: did you mean "devices"?
print(seam.device.list())
