-- a call that is at once: a new code now; stopped by the call: --allow-direct
seam.access_codes.create{ device_id = groups.all():list()[1].device_ids[1] }
