"""How a plan and a run grow with the number of groups: time, requests, memory, and the size of the database."""

import os

from figure import Figure, Samples
from processes import run
from sandboxes import Sandbox, environment

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/automations/extend-all.lua")
SIZES, LARGE = [100, 1_000, 10_000], 100_000
DEVICES, LATENCY = 300, 20
NOTE = f"{DEVICES} doors, {LATENCY} ms to an answer, 64 requests at a time"
OPTIONS = ["--quiet", "--pace", "off", "--concurrency", "64"]
FILES = {"keyshift.db", "keyshift.db-wal"}
MB = 1 << 20


def measure(context):
    return [figure for groups in sizes(context) for figure in measure_size(context, groups)]


def sizes(context):
    if context.quick:
        return SIZES[:2]
    return [*SIZES, LARGE] if context.large else SIZES


def measure_size(context, groups):
    """The figures of one number of groups, from an empty journal."""
    context.tell(f"growth: {groups:,} groups")
    home = os.path.join(context.folder, f"growth-{groups}")
    os.mkdir(home)
    world = ["--groups", str(groups), "--devices", str(DEVICES), "--rng-seed", "1", "--latency", str(LATENCY)]
    arguments = [os.path.abspath(SCRIPT), "2h", *OPTIONS, "--max-groups", str(groups)]
    with Sandbox(context.keyshift, *world) as sandbox:
        variables = environment(home, sandbox.address)
        plan = run([context.keyshift, "plan", *arguments], variables, expected=2)
        discovery = sandbox.requests()
        whole = run([context.keyshift, "run", *arguments, "--yes"], variables)
        total = sandbox.requests() - discovery
    what = f"{groups:,} groups"
    return [
        *figures(f"{what}: plan", plan, discovery),
        *figures(f"{what}: run", whole, total),
        Figure(f"{what}: database", Samples([database(home) / MB]), "MB"),
    ]


def figures(what, ran, requests):
    """What a program took, for the record."""
    return [
        Figure(what, Samples([ran.seconds]), "s", note=NOTE),
        Figure(f"{what}, requests", Samples([requests]), "requests"),
        Figure(f"{what}, memory", Samples([ran.peak / MB]), "MB"),
    ]


def database(home):
    """The bytes of the database's files, with what waits in its log."""
    return sum(os.path.getsize(f"{home}/{name}") for name in os.listdir(home) if name in FILES)
