"""Runs wrk with update_multiple and reads what it reports."""

import os
import re

from processes import Failed, run

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "update_multiple_wrk.lua")


class Load:
    """What wrk reports of one run: requests, errors, requests a second, answer times in milliseconds."""

    def __init__(self, address, keys, connections, seconds):
        ran = run([
            "wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "-s", SCRIPT, f"{address}/access_codes/update_multiple",
            "--", keys,
        ])  # fmt: skip
        found = re.search(r"^result (.*)$", ran.stdout, re.MULTILINE)
        if not found:
            raise Failed(f"wrk's output cannot be read:\n{ran.stdout}")
        values = [float(word) for word in found[1].split()]
        self.requests = int(values[0])
        self.rate = values[0] / values[1] * 1e6
        self.errors = int(sum(values[2:6]))
        self.median, self.slowest = values[6] / 1000, values[7] / 1000
        self.cpu = ran.cpu
