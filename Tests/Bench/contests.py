"""The contests of the Swift program Scoreboard: ours and theirs in turns in one process, or in new ones for memory."""

import json

from context import NotMeasured
from figure import Figure, Samples
from processes import Failed, run

# The samples of each side in a pass, and what the counts are divided by.
FULL, QUICK = (5, 1), (2, 10)


def measure(context):
    if not context.scoreboard:
        raise NotMeasured("the program Scoreboard was not built")
    rounds, divisor = QUICK if context.quick else FULL
    ran = run([context.scoreboard, "--rounds", str(rounds), "--divisor", str(divisor)])
    return [figure(json.loads(line)) for line in ran.stdout.splitlines()]


def figure(outcome):
    target = outcome["target"] or {}
    kind = next(iter(target), None)
    if kind == "ratio" and not outcome["theirs"]:
        raise Failed(f"the contest {outcome['name']} has a ratio to reach and nobody to be measured against")
    return Figure(
        outcome["name"], Samples(outcome["ours"]), outcome["unit"],
        theirs=Samples(outcome["theirs"]) if outcome["theirs"] else None,
        against=outcome["rival"] or "",
        target=("most", target[kind]) if kind else None,
        of="ratio" if kind == "ratio" else "ours",
        row=outcome["row"],
    )  # fmt: skip
