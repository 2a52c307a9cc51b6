"""Who calls update_multiple: Keyshift, curl, the Python SDK, Node and wrk, with the same calls to one server."""

import json
import os
import shutil
from dataclasses import dataclass
from functools import partial

from processes import Failed, run
from sandboxes import KEY, environment
from wrk import Load

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32
PATH = "/access_codes/update_multiple"

OURS = "Keyshift"
CURL, THREADS, ASYNCIO, NODE, WRK = "curl --parallel", "Python SDK, threads", "Python SDK, asyncio", "Node fetch", "wrk"


@dataclass
class Sample:
    """What the calls of one sample took: how many, seconds by the clock, seconds of processor time."""

    calls: int
    seconds: float
    cpu: float


class Callers:
    """Each makes its calls for the groups with these keys; the start of Python and of Node is no part of a sample."""

    def __init__(self, context, folder, address, keys):
        self.context, self.folder, self.address, self.keys = context, folder, address, keys
        self.by_name = {
            OURS: self.keyshift,
            CURL: self.curl,
            THREADS: partial(self.printed, [context.python, "-I", "-B", f"{HERE}/sdk.py", "threads"]),
            ASYNCIO: partial(self.printed, [context.python, "-I", "-B", f"{HERE}/sdk.py", "tasks"]),
            NODE: partial(self.printed, ["node", f"{HERE}/node.mjs"]),
            WRK: self.wrk,
        }
        self.prepare()

    def prepare(self):
        """Writes the script, and the keys as each caller reads them."""
        shutil.copy(f"{HERE}/update_multiple.lua", self.folder)
        os.mkdir(f"{self.folder}/home")
        with open(f"{self.folder}/keys", "w") as file:
            file.writelines(f"{key}\n" for key in self.keys)
        with open(f"{self.folder}/keys.csv", "w") as file:
            file.writelines(f"{key}\n" for key in ["key", *self.keys])

    def sample(self, name, amount):
        """One sample of so many calls, or seconds for wrk."""
        return self.by_name[name](amount)

    def keyshift(self, count):
        options = ["--unplanned", "--yes", "--quiet", "--concurrency", str(CONNECTIONS), "--pace", "off"]
        command = [self.context.keyshift, "run", f"{self.folder}/update_multiple.lua", str(count), *options]
        ran = run(command, environment(f"{self.folder}/home", self.address))
        return Sample(count, ran.seconds, ran.cpu)

    def curl(self, count):
        ran = run([
            "curl", "--silent", "--parallel", "--parallel-max", str(CONNECTIONS), "--config", self.curl_transfers(count)
        ])  # fmt: skip
        return Sample(count, ran.seconds, ran.cpu)

    def curl_transfers(self, count):
        """A file with one transfer a call, each with a body of its own; the answers go nowhere."""
        path = f"{self.folder}/curl.conf"
        with open(path, "w") as file:
            for number in range(count):
                body = {
                    "common_code_key": self.keys[number % len(self.keys)], "starts_at": "2026-11-20T15:00:00Z",
                    "ends_at": f"2027-01-01T11:{10 + number // len(self.keys) % 50:02d}:00Z",
                }  # fmt: skip
                text = json.dumps(body, separators=(",", ":")).replace('"', '\\"')
                file.write(
                    f'{"next" if number else ""}\nurl = "{self.address}{PATH}"\n'
                    f'header = "Authorization: Bearer {KEY}"\nheader = "Content-Type: application/json"\n'
                    f'data = "{text}"\noutput = "/dev/null"\nfail\n'
                )
        return path

    def printed(self, command, count):
        """A program that takes the address, the file of keys and the count, and prints what the calls took."""
        seconds, cpu = run([*command, self.address, f"{self.folder}/keys", str(count)]).stdout.split()
        return Sample(count, float(seconds), float(cpu))

    def wrk(self, seconds):
        load = Load(self.address, f"{self.folder}/keys", CONNECTIONS, seconds)
        if load.errors:
            raise Failed(f"wrk counted {load.errors} requests that failed")
        return Sample(load.requests, load.requests / load.rate, load.cpu)
