"""100,000 groups on 5,000 doors: a plan, a run with its document, and how both have grown up to there."""

import math
import os
from dataclasses import dataclass

from figure import Figure, Samples
from processes import Ran, run
from sandboxes import Sandbox, environment

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/automations/extend-all.lua")
SIZES = [1_000, 10_000, 100_000]
GROUPS_OF_A_DOOR = 20
OPTIONS = ["--pace", "off", "--concurrency", "64"]

# What must be reached with the most groups: seconds, rows a second, megabytes; and by the exponents of the growth.
PLAN_SECONDS, ROWS_A_SECOND, PLAN_MEMORY, RUN_MEMORY, EXPONENT = 6, 2_500, 200, 400, 1.1
QUICK = "a tenth of the groups: not judged"
MB = 1 << 20


@dataclass
class Taken:
    """What one number of groups took."""

    groups: int
    plan: Ran
    run: Ran


def measure(context):
    taken = [measure_size(context, groups) for groups in (SIZES[:-1] if context.quick else SIZES)]
    return [*figures(taken[-1], not context.quick), *growth(taken[0], taken[-1], not context.quick)]


def measure_size(context, groups):
    """A plan and a run of so many groups, from an empty journal."""
    context.tell(f"scale: {groups:,} groups")
    home = os.path.join(context.folder, f"scale-{groups}")
    os.mkdir(home)
    doors = groups // GROUPS_OF_A_DOOR
    world = ["--groups", str(groups), "--devices", str(doors), "--rng-seed", "1"]
    arguments = [os.path.abspath(SCRIPT), "2h", *OPTIONS, "--max-groups", str(groups)]
    with Sandbox(context.keyshift, *world) as sandbox:
        variables = environment(home, sandbox.address)
        plan = run([context.keyshift, "plan", *arguments], variables, expected=2)
        whole = run([context.keyshift, "run", *arguments, "--json", "--yes"], variables)
    return Taken(groups, plan, whole)


def figures(taken, is_judged):
    what = f"{taken.groups:,} groups"
    rate = taken.groups / max(taken.run.seconds - taken.plan.seconds, 1e-3)
    return [
        judged(f"{what}: plan", taken.plan.seconds, "s", "most", PLAN_SECONDS, is_judged),
        judged(
            f"{what}: run", rate, "rows/s", "least", ROWS_A_SECOND, is_judged, "the time of the run without that of the plan"
        ),
        judged(f"{what}: memory of the plan", taken.plan.peak / MB, "MB", "most", PLAN_MEMORY, is_judged),
        judged(f"{what}: memory of the run with --json", taken.run.peak / MB, "MB", "most", RUN_MEMORY, is_judged),
        Figure(f"{what}: processor time of the run", Samples([taken.run.cpu]), "s"),
    ]


def growth(least, most, is_judged):
    """How each has grown from the least to the most groups, as an exponent."""
    pairs = {
        "time of the plan": (least.plan.seconds, most.plan.seconds),
        "time of the run": (least.run.seconds, most.run.seconds),
        "memory of the plan": (least.plan.peak, most.plan.peak),
        "memory of the run with --json": (least.run.peak, most.run.peak),
    }
    return [
        judged(
            f"exponent of the {what}", exponent(most.groups / least.groups, first, last), "", "most", EXPONENT, is_judged,
            f"from {least.groups:,} to {most.groups:,} groups",
        )
        for what, (first, last) in pairs.items()
    ]  # fmt: skip


def exponent(factor, first, last):
    """The power of `factor` by which the last is more than the first."""
    return math.log(last / first) / math.log(factor)


def judged(name, value, unit, kind, limit, is_judged, note=""):
    """A figure of the row "scale"; its target is for the whole number of groups only."""
    target = (kind, limit) if is_judged else None
    return Figure(name, Samples([value]), unit, target=target, row="scale", note=note if is_judged else QUICK)
