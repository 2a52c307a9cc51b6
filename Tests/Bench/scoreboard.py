"""Measures what docs/benchmarks.md shows; scripts/bench builds the programs and starts this.

All parts run twice, one pass after the other, so that each ratio is measured at two times.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
import traceback

import apply
import chronicle
import contests
import growth
import history
import instructions
import machine
import nodes
import page
import picture
import prompt
import sandbox
import scale
import size
import soak
import start
import wire
from board import Board
from context import Context, NotMeasured

PARTS = {
    "contests": contests, "start": start, "wire": wire, "apply": apply, "history": history, "scale": scale,
    "nodes": nodes, "size": size, "growth": growth, "sandbox": sandbox, "prompt": prompt,
}  # fmt: skip

# The parts that run in the first pass only.
ONCE = ["growth", "nodes", "size"]

DOCS = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../docs"))


def measure(context, parts, passes):
    """A board with the figures of `parts`, a dictionary of modules by name, in so many passes."""
    board = Board()
    for number in range(passes):
        for name, part in parts.items():
            if number and name in ONCE:
                continue
            context.tell(f"pass {number + 1} of {passes}, {name}")
            with context.in_new_folder() as inside:
                measure_part(board, name, part, inside)
    return board


def measure_part(board, name, part, context):
    """One part in one pass; what goes wrong in it does not stop the others."""
    try:
        board.add(name, part.measure(context), context.left_out)
    except NotMeasured as reason:
        board.refuse(name, str(reason))
    except Exception as error:
        traceback.print_exc()
        board.fail(name, error)


def write(board, context):
    """The page, its pictures, and what the second of them is drawn from."""
    facts = machine.facts(context)
    with open(f"{DOCS}/benchmarks.md", "w") as file:
        file.write(page.page(board, facts))
    with open(f"{DOCS}/benchmarks.svg", "w") as file:
        file.write(picture.picture(board))
    past = chronicle.kept(f"{DOCS}/benchmarks-history.tsv", board, facts)
    with open(f"{DOCS}/benchmarks-history.svg", "w") as file:
        file.write(chronicle.picture(board, past))
    context.tell("wrote docs/benchmarks.md, its two pictures and docs/benchmarks-history.tsv")


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keyshift", required=True, help="a release build of keyshift")
    parser.add_argument("--scoreboard", help="the program with the contests; without it they are not measured")
    parser.add_argument("--python", help="a Python with the SDK; without it the SDK is left out")
    parser.add_argument("--quick", action="store_true", help="one pass, a tenth of the work")
    parser.add_argument("--only", help="the parts to measure, with commas between")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and its picture")
    parser.add_argument("--large", action="store_true", help="also what takes minutes: 100,000 groups, a minute of wrk")
    parser.add_argument("--soak", action="store_true", help="only the scheduled runs, one after another")
    parser.add_argument("--instructions", action="store_true", help="only the counts of instructions")
    parser.add_argument("--record", action="store_true", help="keep the counts as the new baseline")
    parser.add_argument("--since", metavar="COMMIT", help="find the commit behind this one that moved a count")
    chosen = parser.parse_args()
    if chosen.write and (chosen.quick or chosen.only or chosen.soak or chosen.instructions):
        parser.error("--write is for the whole measurement")
    if (chosen.since or chosen.record) and not chosen.instructions:
        parser.error("--since and --record belong to --instructions")
    return parser, chosen


def chosen_parts(parser, chosen):
    if chosen.soak:
        return {"soak": soak}
    if not chosen.only:
        return PARTS
    names = chosen.only.split(",")
    for name in names:
        if name not in PARTS:
            parser.error(f"there is no part {name}; the parts are {', '.join(PARTS)}")
    return {name: part for name, part in PARTS.items() if name in names}


def main():
    # Whoever ends this ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser, chosen = options()
    parts = chosen_parts(parser, chosen)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="keyshift-bench-") as keep:
        context = Context(
            os.path.abspath(chosen.keyshift), chosen.scoreboard and os.path.abspath(chosen.scoreboard),
            chosen.python and os.path.abspath(chosen.python), quick=chosen.quick, large=chosen.large,
            keep=os.path.realpath(keep),
        )  # fmt: skip
        if chosen.instructions:
            with context.in_new_folder() as inside:
                return instructions.main(inside, record=chosen.record, since=chosen.since)
        board = measure(context, parts, passes=1 if chosen.quick or chosen.soak else 2)
        print(page.parts(board) if chosen.soak else page.report(board), end="")
        if chosen.write:
            write(board, context)
        context.tell(f"took {time.monotonic() - begin:.0f} s")
    return 1 if board.failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
