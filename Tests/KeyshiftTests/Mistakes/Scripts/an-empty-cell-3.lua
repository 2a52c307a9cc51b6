-- an empty cell: everybody; stopped by the call: column booking is empty
csv.read({ text = "booking,ends\n,11\n" }, { unique = "booking" })
