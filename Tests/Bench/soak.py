"""Whether `keyshift serve` keeps its memory and its descriptors: an hour of firings each minute, made up for at one go.

The schedules are given an age of an hour in the database, as if the machine had been asleep since; with `--missed all`
each instant of that hour fires, in order. Each firing is a process of its own that plans, sends and reads back.
"""

import contextlib
import os
import re
import sqlite3
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass

from figure import Figure, Samples
from processes import Failed, run
from sandboxes import Sandbox, environment

SCHEDULES, MINUTES = 4, 60
DEVICES = 72
MB = 1 << 20

# The longest that the firings may take, and the end of what runs then, in seconds.
PATIENCE, DRAIN = 540, 60

# Each firing changes a booking of its own, so that no door is over the documented limits, at whatever speed they come.
SCRIPT = """local number = tonumber(run.args[1]) + tonumber(run.time:format("%M", "UTC"))
for stay in groups.all():booking(("BK-%d"):format(number)):each() do
    stay:extend("15m", { again = true, because = "another one each minute" })
end
"""
FIRST_BOOKING = 88_000


@dataclass
class Sample:
    """What the serving process has just after a firing has ended."""

    outcome: str
    memory: int
    descriptors: int


def measure(context):
    minutes = context.count(MINUTES)
    world = ["--groups", str(SCHEDULES * MINUTES), "--devices", str(DEVICES), "--rng-seed", "1"]
    with Sandbox(context.keyshift, *world) as sandbox:
        variables = environment(context.folder, sandbox.address)
        add_schedules(context, variables)
        make_older(f"{context.folder}/keyshift.db", minutes)
        begin = time.monotonic()
        samples = serve(context, variables, SCHEDULES * minutes)
        seconds = time.monotonic() - begin
    return figures(samples, SCHEDULES * minutes, seconds)


def add_schedules(context, variables):
    script = f"{context.folder}/soak.lua"
    with open(script, "w") as file:
        file.write(SCRIPT)
    options = ["--cron", "* * * * *", "--zone", "UTC", "--missed", "all", "--grace", "3h", "--overlap", "queue"]
    for number in range(SCHEDULES):
        first = str(FIRST_BOOKING + number * MINUTES)
        run([context.keyshift, "schedule", "add", f"soak-{number}", script, first, *options], variables)


def make_older(path, minutes):
    """Lets the schedules have been there for so many minutes."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE schedule SET addedAt = addedAt - ?", [minutes * 60_000])


def serve(context, variables, count):
    """Serves until so many firings have ended, and answers a sample for each of them."""
    process = subprocess.Popen(
        [context.keyshift, "serve", "--drain", f"{DRAIN}s"],
        env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    limit = threading.Timer(PATIENCE, process.terminate)
    limit.start()
    try:
        samples = watch(context, process, count)
    finally:
        limit.cancel()
        end(process)
    if len(samples) < count:
        raise Failed(f"{len(samples)} of {count} firings ended within {PATIENCE} s")
    return samples


def watch(context, process, count):
    """A sample at each line of the log that tells the end of a firing."""
    samples = []
    for line in process.stderr:
        # "NAME: INSTANT is done", or another outcome; "is left out" is a firing that never began.
        ended = re.search(r": \S+Z is (?!left out)(\w+)", line)
        if not ended:
            continue
        samples.append(Sample(ended[1], resident_memory(process.pid), len(os.listdir(f"/proc/{process.pid}/fd"))))
        if len(samples) % 20 == 0:
            context.tell(f"soak: {len(samples)} of {count} firings, {samples[-1].memory / MB:.1f} MB")
        if len(samples) == count:
            break
    return samples


def end(process):
    """Ends the serving process, which waits for the firings that run."""
    process.terminate()
    try:
        process.communicate(timeout=2 * DRAIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def resident_memory(process):
    with open(f"/proc/{process}/status") as file:
        return int(re.search(r"^VmRSS:\s+(\d+) kB$", file.read(), re.MULTILINE)[1]) * 1024


def figures(samples, count, seconds):
    quarter = len(samples) // 4
    first, last = samples[:quarter], samples[-quarter:]
    well = sum(sample.outcome == "done" for sample in samples)
    return [
        Figure(
            "firings that ended well", Samples([well]), "firings",
            target=("least", count), note=f"{count // SCHEDULES} minutes of {SCHEDULES} schedules, in {seconds:.0f} s",
        ),
        Figure(
            "memory of keyshift serve, in the last quarter", Samples([memory(last)]), "MB", Samples([memory(first)]),
            "its first quarter", target=("most", 1.05), of="ratio", note="the median after each firing",
        ),
        Figure(
            "descriptors of keyshift serve, more in the last quarter than in the first",
            Samples([max(0, descriptors(last) - descriptors(first))]), "", target=("most", 0),
            note=f"{descriptors(first)} in the first; the median after each firing",
        ),
    ]  # fmt: skip


def memory(samples):
    return statistics.median(sample.memory for sample in samples) / MB


def descriptors(samples):
    return statistics.median_low(sample.descriptors for sample in samples)
