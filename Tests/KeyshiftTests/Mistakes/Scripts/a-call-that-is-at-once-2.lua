-- a call that is at once: an open door now; stopped by the call: --allow-direct
seam.locks.unlock_door{ device_id = groups.all():list()[1].device_ids[1] }
