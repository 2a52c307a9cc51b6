"""Measures update_multiple from Lua beside curl, the official Python SDK and wrk: the same calls to the same server."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page import markdown  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
KEY = "seam_sandbox_key"
CONNECTIONS = 32
GROUPS, DEVICES = 10_000, 300

# What must be reached, as a multiple of the other's rate.
TARGETS = {"curl --parallel": 4, "Python SDK, threads": 25, "Python SDK, asyncio": 25, "wrk": 0.15}


def timed(command, **options):
    """The seconds that a program takes from its start to its end."""
    begin = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True, **options)
    seconds = time.perf_counter() - begin
    if result.returncode != 0:
        sys.exit(f"{command[0]} ended with {result.returncode}:\n{result.stdout[-1000:]}{result.stderr[-1000:]}")
    return seconds, result


class Contestants:
    """Each makes `count` calls and answers its rate in calls a second."""

    def __init__(self, binary, python, address, folder):
        self.binary, self.python, self.address, self.folder = binary, python, address, folder

    def keyshift(self, count):
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.folder, "KEYSHIFT_HOME": f"{self.folder}/home",
            "SEAM_API_KEY": KEY, "SEAM_ENDPOINT": self.address,
        }  # fmt: skip
        options = ["--unplanned", "--yes", "--quiet", "--concurrency", str(CONNECTIONS), "--pace", "off"]
        command = [self.binary, "run", f"{self.folder}/update_multiple.lua", str(count), *options]
        return count / timed(command, env=environment)[0]

    def curl(self, count):
        with open(f"{self.folder}/keys") as file:
            keys = file.read().split()
        # One transfer a call, with a body of its own; the answers go nowhere.
        path = f"{self.folder}/curl.conf"
        with open(path, "w") as file:
            for number in range(count):
                body = {
                    "common_code_key": keys[number % len(keys)], "starts_at": "2026-11-20T15:00:00Z",
                    "ends_at": f"2027-01-01T11:{10 + number // len(keys) % 50:02d}:00Z",
                }  # fmt: skip
                text = json.dumps(body, separators=(",", ":")).replace('"', '\\"')
                file.write(
                    f'{"next" if number else ""}\nurl = "{self.address}/access_codes/update_multiple"\n'
                    f'header = "Authorization: Bearer {KEY}"\nheader = "Content-Type: application/json"\n'
                    f'data = "{text}"\noutput = "/dev/null"\nfail\n'
                )
        command = ["curl", "--silent", "--parallel", "--parallel-max", str(CONNECTIONS), "--config", path]
        return count / timed(command)[0]

    def sdk(self, count, mode):
        command = [self.python, "-B", f"{HERE}/sdk.py", mode, self.address, f"{self.folder}/keys", str(count)]
        # The start of Python and its imports are left out of the time.
        return count / float(timed(command)[1].stdout)

    def wrk(self, seconds):
        command = [
            "wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", f"{HERE}/../Sandbox/update_multiple.lua",
            f"{self.address}/access_codes/update_multiple", "--", f"{self.folder}/keys",
        ]  # fmt: skip
        found = re.search(r"^result (.*)$", timed(command)[1].stdout, re.MULTILINE)
        values = [int(float(word)) for word in found[1].split()]
        if sum(values[2:6]):
            sys.exit(f"wrk counted {sum(values[2:6])} requests that failed")
        return values[0] / values[1] * 1e6


def measure(binary, python, scale, rounds):
    os.environ["KEYSHIFT_BINARY"] = binary
    sys.path.insert(0, os.path.join(HERE, "../../Clients"))
    from sandbox import Sandbox

    options = ["--groups", str(GROUPS), "--devices", str(DEVICES), "--rate-limits", "off", "--now", "2026-11-23T18:00:00Z"]
    rates = {}
    with tempfile.TemporaryDirectory() as folder, Sandbox(*options) as sandbox:
        keys = list(sandbox.groups())
        with open(f"{folder}/keys", "w") as file:
            file.writelines(f"{key}\n" for key in keys)
        with open(f"{folder}/keys.csv", "w") as file:
            file.writelines(f"{key}\n" for key in ["key", *keys])
        shutil.copy(f"{HERE}/update_multiple.lua", folder)
        contestants = Contestants(binary, python, sandbox.address, folder)
        contests = {
            "Keyshift": (40_000, contestants.keyshift), "curl --parallel": (8_000, contestants.curl),
            "wrk": (None, lambda _: contestants.wrk(max(1, round(8 * scale)))),
        }  # fmt: skip
        if python:
            contests["Python SDK, threads"] = (1_500, lambda count: contestants.sdk(count, "threads"))
            contests["Python SDK, asyncio"] = (1_500, lambda count: contestants.sdk(count, "tasks"))
        # All take turns, so that a slow moment of the machine hits each of them.
        for _ in range(rounds):
            for name, (count, contest) in contests.items():
                count = count and max(100, round(count * scale))
                before = sandbox.stats()["requests"].get("/access_codes/update_multiple", 0)
                rates.setdefault(name, []).append(contest(count))
                after = sandbox.stats()
                made = after["requests"]["/access_codes/update_multiple"] - before
                if count and made != count:
                    sys.exit(f"{name} made {made} calls instead of {count}")
                if after["rate_limited"]:
                    sys.exit(f"{name} met a limit")
    return rates


def table(rates):
    ours = max(rates["Keyshift"])
    cells = [["update_multiple, 32 at a time", "Keyshift is", "must reach", "verdict", "calls a second, best", "median"]]
    for name, target in TARGETS.items():
        if name not in rates:
            cells.append([name, "-", f"{target} x", "not measured", "-", "-"])
            continue
        ratio = ours / max(rates[name])
        cells.append([name, f"{ratio:.2f} x", f"{target} x", "PASS" if ratio >= target else "MISSED", *figures(rates[name])])
    cells.append(["Keyshift, --unplanned", "-", "-", "-", *figures(rates["Keyshift"])])
    return markdown(cells)


def figures(rates):
    return [f"{max(rates):,.0f}", f"{sorted(rates)[len(rates) // 2]:,.0f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="a release build of keyshift")
    parser.add_argument("--python", help="a Python with the SDK; without it the SDK is left out")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work and one round")
    parser.add_argument("--markdown", help="a page to which the table is added")
    options = parser.parse_args()
    for name in ("wrk", "curl"):
        if not shutil.which(name):
            sys.exit(f"there is no {name}; it is a package of Debian")
    scale, rounds = (0.1, 1) if options.quick else (1, 3)
    text = table(measure(os.path.abspath(options.binary), options.python, scale, rounds))
    print(text, end="")
    if options.markdown:
        with open(options.markdown, "a") as page:
            page.write(
                "\n## Calls from Lua\n\nThe same calls to the same sandbox, in turns, each with 32 at a time or 32 connections; "
                "Keyshift and curl from the start of the\nprogram to its end, the SDK without the start of Python.\n\n" + text
            )


main()
