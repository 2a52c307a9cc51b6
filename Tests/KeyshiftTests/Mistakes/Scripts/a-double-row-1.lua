-- a double row: four hours for one; stopped by the call: is already on line 2
csv.read({ text = "booking\nBK-1\nBK-1\n" }, { unique = "booking" })
