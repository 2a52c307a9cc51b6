-- a misspelled function of seam: nothing that was meant; stopped by check: "update_multiple"
seam.access_codes.update_multipel{ common_code_key = "key-1" }
