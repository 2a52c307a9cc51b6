-- a row with a field too many: the neighbour's cell; stopped by the call: the row has 3 fields
csv.read{ text = "booking,ends\nBK-1,11,12\n" }
