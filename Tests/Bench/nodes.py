"""Two nodes on PostgreSQL: how long they take together for the same doors, and how soon one goes on where the other died."""

import contextlib
import os
import signal
import subprocess
import sys
import time

from context import NotMeasured
from figure import Figure, Samples
from processes import Failed
from sandboxes import Sandbox, environment

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path += [os.path.join(TESTS, "PostgreSQL"), os.path.join(TESTS, "Nodes")]
from proxy import Recorder  # noqa: E402
from server import Missing, Server, programs  # noqa: E402

# In real time, so that it is a small world: four front doors, with four minutes of changes each.
FRONT_DOORS, GROUPS_OF_A_DOOR, QUICK_GROUPS = 4, 40, 15
LIMIT, WINDOW, PATIENCE = 10, 60, 600
SMALL = "a small world, because it is in real time"
QUICK = "two minutes of changes at each door: not judged"

HALF = """
local half = tonumber(arg[1])
for group in groups.all():each() do
    local number = tonumber(group.name:match("%d+"))
    if half == 2 or number // FRONT_DOORS % 2 == half then group:extend(arg[2]) end
end
"""


def measure(context):
    try:
        bin_folder = programs(os.path.join(TESTS, "..", ".build", "postgresql"))
        with Server(bin_folder) as server:
            return figures(*measure_nodes(context, server), not context.quick)
    except Missing as reason:
        raise NotMeasured(str(reason)) from reason


def measure_nodes(context, server):
    """The seconds that two nodes took, those of the busiest door's bound, the answers 429, and the seconds to the first row."""
    groups = FRONT_DOORS * (QUICK_GROUPS if context.quick else GROUPS_OF_A_DOOR)
    world = ["--groups", str(groups), "--devices", str(FRONT_DOORS * 12), "--shared-doors", "--rng-seed", "1"]
    script = os.path.join(context.folder, "half.lua")
    with open(script, "w") as file:
        file.write(HALF.replace("FRONT_DOORS", str(FRONT_DOORS)))
    with Sandbox(context.keyshift, *world, "--rate-limits", "documented", "--latency", "150") as sandbox:
        # One way for both, because a run, and the slots of a door, belong to the address of their server.
        recorder = Recorder(sandbox.port)
        nodes = [Node(context, server, recorder, name) for name in ("one", "two")]
        nodes[0].call("journal", "migrate")
        context.tell(f"nodes: {groups} groups at two nodes, some minutes")
        ended([node.begin("run", script, str(half), "1h", "--yes") for half, node in enumerate(nodes)])
        arrivals = [at for at, _ in recorder.updates]
        loads = [len(codes) for codes in codes_of_doors(sandbox).values()]
        bound = (max(loads) - 1) // LIMIT * WINDOW
        refused = sandbox.stats()["rate_limited"]
        context.tell("nodes: one of them dies")
        first = seconds_to_first_row(server, recorder, script, *nodes)
    if len(arrivals) != groups:
        raise Failed(f"{len(arrivals)} updates of {groups} groups have arrived")
    return arrivals[-1] - arrivals[0], bound, refused, first


def codes_of_doors(sandbox):
    doors = {}
    for code in sandbox.codes():
        doors.setdefault(code["device_id"], []).append(code)
    return doors


def seconds_to_first_row(server, recorder, script, dying, living):
    """From the end of a dead node's lease to the first row that the other one reads."""
    rules = ["--cron", "* * * * *", "--zone", "UTC", "--overlap", "skip", "--allow", "recent", "--skip-check"]
    dying.call("schedule", "add", "all", script, "2", "1h", *rules)
    claims = "FROM claim JOIN run ON run.id = claim.subject WHERE run.scheduleName = 'all'"
    with dying.serving() as first:
        wait_for(lambda: server.sql(f"SELECT subject {claims};").strip())
        with living.serving():
            # It waits for doors, and the other one has begun to serve.
            time.sleep(3)
            kill(first)
            left = server.sql(f"SELECT max(leaseUntil) - journal_now() FROM worker WHERE id IN (SELECT worker {claims});")
            end = time.monotonic() + float(left.strip()) / 1000
            return wait_for(lambda: next((at - end for at in recorder.rows_read if at > end), None))


def kill(server):
    """Kills a server and the runs that it has started, which are in groups of their own."""
    children = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True).stdout.split()
    for process in [server.pid, *map(int, children)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def wait_for(found):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (answer := found()) not in (None, ""):
            return answer
        time.sleep(0.1)
    raise Failed(f"waited {PATIENCE} s")


def ended(processes):
    for process in processes:
        if process.wait(PATIENCE) != 0:
            raise Failed(f"a node ended with {process.returncode}: {process.args}")


class Node:
    """A machine with a folder of its own."""

    def __init__(self, context, server, recorder, name):
        self.keyshift, self.home = context.keyshift, os.path.join(context.folder, name)
        os.mkdir(self.home)
        self.variables = environment(self.home, f"http://127.0.0.1:{recorder.port}") | {
            "KEYSHIFT_JOURNAL": f"host={server.folder} user=keyshift dbname=postgres",
            "KEYSHIFT_NODE": name,
            # The client's library is the server's, which is not installed.
            "LD_LIBRARY_PATH": server.environment()["LD_LIBRARY_PATH"],
        }

    def begin(self, *words):
        with open(f"{self.home}/log", "ab") as log:
            return subprocess.Popen(
                [self.keyshift, *words], env=self.variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def call(self, *words):
        if self.begin(*words).wait(PATIENCE) != 0:
            with open(f"{self.home}/log") as log:
                raise Failed(f"{' '.join(words)} failed: {log.read()[-1000:]}")

    @contextlib.contextmanager
    def serving(self):
        process = self.begin("serve", "--places", "1")
        try:
            yield process
        finally:
            kill(process)
            process.wait(PATIENCE)


def figures(seconds, bound, refused, first, is_judged):
    note = SMALL if is_judged else QUICK
    return [
        Figure(
            "two nodes in real time: time", Samples([seconds]), "s", theirs=Samples([bound]), against="the busiest door's bound",
            target=("most", 1.05) if is_judged else None, of="ratio", row="nodes", note=note,
        ),
        Figure(
            "two nodes in real time: answers 429", Samples([refused]), "", target=("most", 0) if is_judged else None, row="nodes",
            note="by the sandbox's own count",
        ),
        Figure(
            "first row by another node", Samples([first]), "s", target=("most", 20), row="nodes",
            note="after the end of the lease of a node that was killed",
        ),
    ]  # fmt: skip
