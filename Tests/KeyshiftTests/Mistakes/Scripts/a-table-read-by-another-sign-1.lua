-- a table read by another sign: nobody; stopped by the call: separator = ","
csv.read{ text = "booking,room;ends\nBK-1,2;11\n" }
