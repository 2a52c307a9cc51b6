-- a name for a key: nobody; stopped by the call: no group has the common_code_key
seam.access_codes.update_multiple{ common_code_key = "BK-1 Ito", ends_at = "2099-03-01T19:00:00Z", starts_at = "2099-02-26T20:00:00Z" }
