"""update_multiple from Lua beside curl, the Python SDK, Node's fetch and wrk: the same calls to the same server."""

import json
import os
import shutil
from dataclasses import dataclass

from figure import Figure, Samples
from processes import Failed, run
from sandboxes import KEY, Sandbox, environment
from wrk import Load

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32
SANDBOX = ["--groups", "10000", "--devices", "300", "--now", "2026-11-23T18:00:00Z"]
PATH = "/access_codes/update_multiple"

OURS = "Keyshift"
CURL, THREADS, ASYNCIO, NODE, WRK = "curl --parallel", "Python SDK, threads", "Python SDK, asyncio", "Node fetch", "wrk"

# What must be reached, as a multiple of the other's rate.
TARGETS = {CURL: 4, THREADS: 25, ASYNCIO: 25, WRK: 0.15}

# The calls of one sample, and for wrk its seconds.
CALLS = {OURS: 30_000, CURL: 12_000, THREADS: 1_000, ASYNCIO: 600, NODE: 4_000}
WRK_SECONDS = 5


@dataclass
class Sample:
    """What the calls of one sample took: how many, seconds by the clock, seconds of processor time."""

    calls: int
    seconds: float
    cpu: float


class Contestants:
    """Each makes its calls; the start of Python and of Node is no part of their samples."""

    def __init__(self, context, address):
        self.context, self.address, self.folder = context, address, context.folder

    def sample(self, name):
        count = self.context.count(CALLS.get(name, 0))
        match name:
            case "wrk":
                return self.wrk(max(1, round(WRK_SECONDS * self.context.scale)))
            case "Keyshift":
                return self.keyshift(count)
            case "curl --parallel":
                return self.curl(count)
            case "Node fetch":
                return self.printed(count, ["node", f"{HERE}/node.mjs"])
            case _:
                mode = "threads" if name == THREADS else "tasks"
                return self.printed(count, [self.context.python, "-I", "-B", f"{HERE}/sdk.py", mode])

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
        with open(f"{self.folder}/keys") as file:
            keys = file.read().split()
        path = f"{self.folder}/curl.conf"
        with open(path, "w") as file:
            for number in range(count):
                body = {
                    "common_code_key": keys[number % len(keys)], "starts_at": "2026-11-20T15:00:00Z",
                    "ends_at": f"2027-01-01T11:{10 + number // len(keys) % 50:02d}:00Z",
                }  # fmt: skip
                text = json.dumps(body, separators=(",", ":")).replace('"', '\\"')
                file.write(
                    f'{"next" if number else ""}\nurl = "{self.address}{PATH}"\n'
                    f'header = "Authorization: Bearer {KEY}"\nheader = "Content-Type: application/json"\n'
                    f'data = "{text}"\noutput = "/dev/null"\nfail\n'
                )
        return path

    def printed(self, count, command):
        """A program that takes the address, the file of keys and the count, and prints what the calls took."""
        seconds, cpu = run([*command, self.address, f"{self.folder}/keys", str(count)]).stdout.split()
        return Sample(count, float(seconds), float(cpu))

    def wrk(self, seconds):
        load = Load(self.address, f"{self.folder}/keys", CONNECTIONS, seconds)
        if load.errors:
            raise Failed(f"wrk counted {load.errors} requests that failed")
        return Sample(load.requests, load.requests / load.rate, load.cpu)


def measure(context):
    present = contestants(context)
    samples = {name: [] for name in present}
    with Sandbox(context.keyshift, *SANDBOX) as sandbox:
        prepare(context.folder, list(sandbox.groups()))
        contest = Contestants(context, sandbox.address)
        # The sandbox's first calls are slower than the others, whoever makes them.
        contest.keyshift(context.count(2_000))
        # All take turns, so that a slow moment of the machine hits each of them.
        for number in range(context.rounds):
            for name in present:
                context.tell(f"wire, round {number + 1} of {context.rounds}: {name}")
                samples[name].append(checked(sandbox, contest, name))
    return rates(samples) + processor_times(samples)


def contestants(context):
    """Those that this machine has; the others are left out, and that is said."""
    present = [OURS]
    for name, program in [(CURL, "curl"), (WRK, "wrk"), (NODE, "node")]:
        if shutil.which(program):
            present.append(name)
        else:
            context.leave_out(f"beside {name}", f"there is no {program}", "wire" if name in TARGETS else None)
    for name in (THREADS, ASYNCIO):
        if context.python:
            present.append(name)
        else:
            context.leave_out(f"beside {name}", "the SDK could not be installed from PyPI", "wire")
    return present


def prepare(folder, keys):
    """The script, and the keys as each contestant reads them."""
    shutil.copy(f"{HERE}/update_multiple.lua", folder)
    os.mkdir(f"{folder}/home")
    with open(f"{folder}/keys", "w") as file:
        file.writelines(f"{key}\n" for key in keys)
    with open(f"{folder}/keys.csv", "w") as file:
        file.writelines(f"{key}\n" for key in ["key", *keys])


def checked(sandbox, contest, name):
    """A sample whose calls the sandbox has really had, without any limit."""
    before = sandbox.stats()["requests"].get(PATH, 0)
    taken = contest.sample(name)
    stats = sandbox.stats()
    made = stats["requests"][PATH] - before
    # wrk stops with requests on their way, which it does not count.
    if not 0 <= made - taken.calls <= (CONNECTIONS if name == WRK else 0):
        raise Failed(f"{name} made {made} calls instead of {taken.calls}")
    if stats["rate_limited"]:
        raise Failed(f"{name} met a limit")
    return taken


def rates(samples):
    ours = [sample.calls / sample.seconds for sample in samples[OURS]]
    return [
        Figure(
            f"update_multiple, beside {name}", Samples(ours, "more"), "calls/s",
            Samples([sample.calls / sample.seconds for sample in theirs], "more"), name,
            target=("least", TARGETS[name]) if name in TARGETS else None, of="ratio",
            row="wire" if name in TARGETS else None,
        )
        for name, theirs in samples.items()
        if name != OURS
    ]  # fmt: skip


def processor_times(samples):
    """What a call costs apart from the server: microseconds of each contestant's own processor time."""
    ours = [sample.cpu / sample.calls * 1e6 for sample in samples[OURS]]
    return [
        Figure(
            f"processor time of a call, beside {name}", Samples(ours), "µs",
            Samples([sample.cpu / sample.calls * 1e6 for sample in theirs]), name,
        )
        for name, theirs in samples.items()
        if name != OURS
    ]  # fmt: skip
