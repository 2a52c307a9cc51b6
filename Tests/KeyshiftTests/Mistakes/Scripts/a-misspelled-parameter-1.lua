-- a misspelled parameter: no end at all; stopped by check: did you mean "ends_at"?
seam.access_codes.update_multiple{ common_code_key = "key-1", ends_a = "2099-03-01T19:00:00Z" }
