-- a call that is at once: the codes are gone now; stopped by the call: --allow-direct
for _, member in ipairs(groups.all():booking("BK-1"):one().members) do seam.access_codes.delete{ access_code_id = member.access_code_id } end
