"""What a call costs over the wire: update_multiple from Lua beside other clients, to a server that does almost nothing.

With the sandbox as the server the sandbox is measured as much as the caller: those figures are for the record.
"""

import os
import random
import shutil
import uuid

from callers import ASYNCIO, CONNECTIONS, CURL, NODE, OURS, THREADS, WRK, Callers
from figure import Figure, Samples
from nginx import PROGRAM, Nginx
from processes import Failed
from sandboxes import Sandbox

SANDBOX = ["--groups", "10000", "--devices", "300", "--now", "2026-11-23T18:00:00Z"]
GROUPS = 10_000

# What must be reached, as a multiple of the other's rate.
TARGETS = {CURL: 2, THREADS: 25, ASYNCIO: 25, WRK: 0.25}

# The microseconds of processor time that a call may take.
MOST_PROCESSOR_TIME = 35

# The calls of one sample, and for wrk its seconds.
AMOUNTS = {OURS: 30_000, CURL: 15_000, THREADS: 1_000, ASYNCIO: 300, NODE: 2_000, WRK: 3}
SANDBOX_AMOUNTS = {OURS: 8_000, CURL: 6_000, WRK: 2}
WARMING = 2_000

WRK_NOTE = "wrk's with the making of its requests, ahead of the first"


def measure(context):
    present = contestants(context)
    return at_nginx(context, present) + at_sandbox(context, present)


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


def at_nginx(context, present):
    """The figures of the row "wire"."""
    if not PROGRAM:
        context.leave_out("update_multiple", "there is no nginx", "wire")
        return []
    folder = new_folder(context, "nginx")
    with Nginx(folder) as nginx:
        callers = Callers(context, folder, nginx.address, keys())
        samples = contest(context, nginx, callers, {name: AMOUNTS[name] for name in present})
    return rates("update_multiple", samples, TARGETS) + processor_times(samples)


def at_sandbox(context, present):
    """The same calls to the sandbox, for the record."""
    folder = new_folder(context, "sandbox")
    with Sandbox(context.keyshift, *SANDBOX) as sandbox:
        context.tell("wire: to the sandbox")
        callers = Callers(context, folder, sandbox.address, list(sandbox.groups()))
        amounts = {name: amount for name, amount in SANDBOX_AMOUNTS.items() if name in present}
        samples = contest(context, sandbox, callers, amounts)
    return rates("update_multiple to the sandbox", samples, {})


def new_folder(context, name):
    path = f"{context.folder}/{name}"
    os.mkdir(path)
    return path


def keys():
    """Keys like those that the API gives to groups."""
    source = random.Random(1)
    return [
        f"auto_set_by_create_multiple_{uuid.UUID(int=source.getrandbits(128), version=4)}" for _ in range(GROUPS)
    ]


def contest(context, server, callers, amounts):
    """The samples of all, who take turns so that a slow moment of the machine hits each of them."""
    # The first calls are slower than the others, whoever makes them.
    callers.sample(OURS, context.count(WARMING))
    samples = {name: [] for name in amounts}
    for number in range(context.rounds):
        for name, amount in amounts.items():
            context.tell(f"wire, round {number + 1} of {context.rounds}: {name}")
            samples[name].append(checked(server, callers, name, context.count(amount)))
    return samples


def checked(server, callers, name, amount):
    """A sample whose calls the server has really had, and no others."""
    before = server.requests()
    taken = callers.sample(name, amount)
    made = server.requests() - before
    # wrk stops with requests on their way, which it does not count.
    if not 0 <= made - taken.calls <= (CONNECTIONS if name == WRK else 0):
        raise Failed(f"{name} made {made} calls instead of {taken.calls}")
    return taken


def rates(what, samples, targets):
    ours = [sample.calls / sample.seconds for sample in samples[OURS]]
    return [
        Figure(
            f"{what}, beside {name}", Samples(ours), "calls/s",
            Samples([sample.calls / sample.seconds for sample in theirs]), name,
            target=("least", targets[name]) if name in targets else None, of="ratio",
            row="wire" if name in targets else None,
        )
        for name, theirs in samples.items()
        if name != OURS
    ]  # fmt: skip


def processor_times(samples):
    """What a call costs apart from the server: microseconds of each contestant's own processor time."""
    ours = [sample.cpu / sample.calls * 1e6 for sample in samples[OURS]]
    alone = Figure("processor time of a call", Samples(ours), "µs", target=("most", MOST_PROCESSOR_TIME), row="wire")
    return [alone] + [
        Figure(
            f"processor time of a call, beside {name}", Samples(ours), "µs",
            Samples([sample.cpu / sample.calls * 1e6 for sample in theirs]), name, note=WRK_NOTE if name == WRK else "",
        )
        for name, theirs in samples.items()
        if name != OURS
    ]  # fmt: skip
