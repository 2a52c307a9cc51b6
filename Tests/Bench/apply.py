"""An apply of 10,000 groups against a sandbox that answers after 150 ms: its time, its requests, and its memory."""

import os

from figure import Figure, Samples
from processes import run
from sandboxes import Sandbox, environment

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/automations/extend-all.lua")
GROUPS, DEVICES = 10_000, 300
LATENCY = 0.150
CONCURRENCY = 64
MB = 1 << 20


def measure(context):
    groups = context.count(GROUPS)
    if groups != GROUPS:
        context.leave_out(f"memory of a plan of {GROUPS:,} groups", f"these are {groups:,}", "plan-memory")
    sandbox_options = ["--groups", groups, "--devices", DEVICES, "--rng-seed", 1, "--latency", round(LATENCY * 1000)]
    options = ["--max-groups", groups, "--concurrency", CONCURRENCY, "--pace", "off", "--quiet"]
    arguments = [os.path.realpath(SCRIPT), "2h", *map(str, options)]
    with Sandbox(context.keyshift, *map(str, sandbox_options)) as sandbox:
        variables = environment(context.folder, sandbox.address)
        plan = run([context.keyshift, "plan", *arguments], variables, expected=2)
        discovery = sandbox.requests()
        applied = run([context.keyshift, "run", *arguments, "--yes"], variables)
        # The run discovers what the plan did.
        beyond = sandbox.requests() - 2 * discovery
    return figures(groups, plan, applied, discovery, beyond)


def figures(groups, plan, applied, discovery, beyond):
    what = f"{groups:,} groups"
    bound = beyond * LATENCY / CONCURRENCY
    return [
        Figure(
            f"{what}: time of the apply", Samples([applied.seconds - plan.seconds]), "s", Samples([bound]),
            "requests x latency / concurrency", target=("most", 1.10), of="ratio", row="apply",
            note="the time of the run without that of the plan",
        ),
        Figure(
            f"{what}: requests a group", Samples([beyond / groups]), "", target=("most", 1.10), row="apply",
            note=f"beyond the {discovery:,} of the discovery",
        ),
        Figure(
            f"{what}: memory of the plan", Samples([plan.peak / MB]), "MB",
            target=("most", 60) if groups == GROUPS else None, row="plan-memory",
        ),
        Figure(f"{what}: memory of the run", Samples([applied.peak / MB]), "MB"),
        Figure(f"{what}: time of the plan", Samples([plan.seconds]), "s"),
    ]  # fmt: skip
