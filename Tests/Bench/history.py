"""What a long history costs: one booking moved, `status`, `explain` and `runs list`, after 1,000 runs."""

import datetime
import os
import shutil

from figure import Figure, Samples
from past import ROWS, add_runs
from processes import run
from sandboxes import Sandbox, environment

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/automations/extend-all.lua")
GROUPS, DEVICES, RUNS = 10_000, 300, 1_000
TIMES, QUICK_TIMES = 10, 3
MOST_REQUESTS, MOST_REQUESTS_BY, MOST_MILLISECONDS = 6, 7, 500
OPTIONS = ["--yes", "--quiet", "--pace", "off"]
PAST = f"one real run of all groups; the others are copies of {ROWS} of its rows each, ten runs a day"
QUICK = "a tenth of the groups and runs: not judged"
FIRST = "it looks at every door for the codes, and remembers them for a day"
MB = 1 << 20


class Operator:
    """Who types the commands: against one sandbox, with a journal of his own."""

    def __init__(self, context, sandbox, home):
        self.keyshift, self.sandbox, self.home = context.keyshift, sandbox, home

    def types(self, *arguments):
        """Runs one command to its end, which has to be a good one."""
        return run([self.keyshift, *arguments], environment(self.home, self.sandbox.address), folder=self.home)

    def moves(self, key, end):
        """Moves the end of one booking, and answers the requests that it took and the program."""
        return self.counts("move", key, "--ends", end, *OPTIONS)

    def extends(self, key):
        """The same by a length, which may be added to no change that somebody else has just made."""
        return self.counts("extend", key, "--by", "15m", *OPTIONS)

    def counts(self, *arguments):
        """Runs one command, and answers the requests that it took and the program."""
        before = self.sandbox.requests()
        ran = self.types(*arguments)
        return self.sandbox.requests() - before, ran


def measure(context):
    groups, runs = context.count(GROUPS), context.count(RUNS)
    kept = os.path.join(context.keep or context.folder, f"history-{groups}")
    with Sandbox(context.keyshift, "--groups", str(groups), "--devices", str(DEVICES), "--rng-seed", "1") as sandbox:
        if not os.path.exists(kept):
            context.tell(f"history: a journal with {groups:,} groups and {runs:,} runs")
            prepare(context, sandbox, kept, groups, runs)
        home = shutil.copytree(kept, os.path.join(context.folder, "history"))
        return figures(context, Operator(context, sandbox, home), sandbox.groups())


def prepare(context, sandbox, folder, groups, runs):
    """Makes the journal: one run over all groups by the program itself, and the earlier ones as copies of its rows."""
    home = os.path.join(context.folder, "preparing")
    os.mkdir(home)
    options = [*OPTIONS, "--concurrency", "64", "--max-groups", str(groups)]
    Operator(context, sandbox, home).types("run", os.path.abspath(SCRIPT), "2h", *options)
    add_runs(f"{home}/keyshift.db", runs - 1)
    shutil.move(home, folder)


def figures(context, operator, groups):
    keys = list(groups)
    times = QUICK_TIMES if context.quick else TIMES
    context.tell("history: move, status, explain, runs list")
    # The first move learns where all the codes are, which is kept for a day.
    cold, first = operator.moves(keys[0], later(groups[keys[0]]))
    moves = [operator.moves(key, later(groups[key])) for key in keys[1 : 1 + times]]
    lengthened = [operator.extends(key) for key in keys[1 + times : 1 + 2 * times]]
    status = [operator.types("status") for _ in range(times)]
    explained = [operator.types("explain", key) for key in keys[1 : 1 + times]]
    listed = [operator.types("runs", "list") for _ in range(times)]
    return [
        judged(context, "one booking moved: requests", most(moves), "requests", MOST_REQUESTS),
        judged(context, "one booking moved", times_of(moves), "ms", MOST_MILLISECONDS),
        judged(context, "one booking moved by a length: requests", most(lengthened), "requests", MOST_REQUESTS_BY),
        judged(context, "one booking moved by a length", times_of(lengthened), "ms", MOST_MILLISECONDS),
        judged(context, "status", milliseconds(status), "ms", MOST_MILLISECONDS),
        judged(context, "explain KEY", milliseconds(explained), "ms", MOST_MILLISECONDS),
        recorded("runs list", milliseconds(listed), "ms"),
        recorded("runs list: memory", [ran.peak / MB for ran in listed], "MB"),
        recorded("the first booking moved in a day: requests", [cold], "requests", FIRST),
        recorded("the first booking moved in a day", milliseconds([first]), "ms", FIRST),
    ]


def later(codes):
    """A quarter of an hour after the end of a booking."""
    end = datetime.datetime.fromisoformat(codes[0]["ends_at"].replace("Z", "+00:00"))
    return (end + datetime.timedelta(minutes=15)).strftime("%Y-%m-%dT%H:%M:%SZ")


def milliseconds(programs):
    return [program.seconds * 1000 for program in programs]


def most(counted):
    """The most requests that one of them took."""
    return [max(requests for requests, _ in counted)]


def times_of(counted):
    return milliseconds(ran for _, ran in counted)


def judged(context, name, values, unit, most):
    """A figure of the row "history"; its target is for the whole history only."""
    target = None if context.quick else ("most", most)
    return Figure(name, Samples(values), unit, target=target, row="history", note=QUICK if context.quick else PAST)


def recorded(name, values, unit, note=""):
    return Figure(name, Samples(values), unit, row="history", note=note)
