"""Three nodes that serve one journal, the sandbox that they change, and the runs that people begin."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "PostgreSQL"))

from database import Pair, free_port
from proxy import Breaker, Recorder
from server import unpacked

SHIFT = """
local part, of = tonumber(arg[1]), tonumber(arg[3] or 8)
for group in groups.all():each() do
    local number = tonumber(group.name:match("%d+"))
    if number % of == part then group:extend("1m", { once = arg[2] or tostring(run.time) }) end
end
"""
GROUPS, DOORS, SCHEDULES = 120, 40, 4
# The lease, the limit of a request, the wait for a send without an answer, and what the pace may leave.
PATIENCE = 15 + 30 + 150 + 120
# In a tenth of the time programs still take theirs to start.
STARTS = 90


POOLER = ["pgbouncer", "libc-ares2", "libevent-2.1-7"]


class Pooler:
    """PgBouncer in transaction mode, between a node and its way to the database."""

    def __init__(self, fleet, target):
        program = unpacked(f"{fleet.unpacked}/fleet", POOLER, "usr/sbin/pgbouncer")
        folder, user = f"{fleet.folder}/pooler", fleet.database.user
        os.makedirs(folder)
        self.port = free_port()
        with open(f"{folder}/users", "w") as file:
            file.write('"keyshift" ""\n')
        with open(f"{folder}/pooler.ini", "w") as file:
            file.write(
                f"[databases]\n* = host=127.0.0.1 port={target}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
                f"listen_port = {self.port}\nauth_type = trust\nauth_file = {folder}/users\npool_mode = transaction\n"
                f"unix_socket_dir =\nlogfile = {folder}/log\nmax_client_conn = 200\ndefault_pool_size = 20\n"
            )
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        root = os.path.dirname(os.path.dirname(os.path.dirname(program)))
        libraries = os.path.join(root, "usr", "lib", os.uname().machine + "-linux-gnu")
        rights = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        # The parts of the way to the program may be closed to others, so that it is copied where they may read.
        copy = f"{folder}/program"
        subprocess.run(["cp", "-r", root, copy], check=True)
        subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
        self.process = subprocess.Popen(
            [f"{copy}/usr/sbin/pgbouncer", "-q", f"{folder}/pooler.ini"], stdin=subprocess.DEVNULL, cwd="/",
            env={"LD_LIBRARY_PATH": libraries.replace(root, copy)}, stderr=subprocess.DEVNULL, **rights,
        )  # fmt: skip


class Node:
    """A machine: its folder, its clock, its way to the database, its server."""

    def __init__(self, number, fleet, minutes=0, pools=False):
        self.name, self.fleet = f"node-{number}", fleet
        self.home = f"{fleet.folder}/{self.name}"
        os.makedirs(self.home)
        self.way = Breaker(fleet.database.first)
        self.pooler = Pooler(fleet, self.way.port) if pools else None
        self.minutes, self.serving = minutes, None

    @property
    def environment(self):
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("SEAM_", "KEYSHIFT_", "PG"))},
            "KEYSHIFT_JOURNAL": f"postgres://keyshift@127.0.0.1:{(self.pooler or self.way).port}/postgres",
            **self.clock,
            "KEYSHIFT_HOME": self.home, "KEYSHIFT_NODE": self.name, "SEAM_API_KEY": "seam_sandbox_key", **self.fleet.trial,
            "SEAM_ENDPOINT": f"http://127.0.0.1:{self.fleet.recorder.port}", "HOME": self.home,
        }  # fmt: skip

    @property
    def clock(self):
        """The clock on the wall is off, and the monotonic one is not."""
        if not self.minutes:
            return {}
        return {"LD_PRELOAD": self.fleet.clock, "CLOCK_OFF": str(60 * self.minutes)}

    def begin(self, *words, log="commands"):
        with open(f"{self.home}/{log}.log", "ab") as file:
            return subprocess.Popen(
                [self.fleet.program, *words], env=self.environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip

    def serve(self):
        if self.serving is None or self.serving.poll() is not None:
            self.serving = self.begin("serve", "--places", "4", log="serve")

    def children(self):
        """The runs that the server has started: they are in groups of their own."""
        if self.serving is None:
            return []
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat") as file:
                        if int(file.read().rsplit(")", 1)[1].split()[1]) == self.serving.pid:
                            found.append(int(entry))
                except OSError:
                    pass
        return found

    def signal(self, number, children=True):
        ids = (self.children() if children else []) + ([self.serving.pid] if self.serving else [])
        for process in ids:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass


class Fleet:
    """All of it; nothing outlives it."""

    def __init__(self, folder, program, bin_folder, haste=1, without=None):
        self.folder, self.program, self.haste = folder, program, haste
        # A process that is about to send gives this file its number, and stops.
        self.stop = f"{folder}/stop"
        self.trial = {"KEYSHIFT_TRIAL_HASTE": str(haste), "KEYSHIFT_TRIAL_STOP": self.stop}
        if without:
            self.trial["KEYSHIFT_TRIAL_WITHOUT"] = without
        self.unpacked = bin_folder.split("/root/")[0]
        self.database = Pair(bin_folder)
        self.nodes, self.hands, self.asked = [], [], 0
        self.primary = None

    def __enter__(self):
        self.database.__enter__()
        self.primary = self.database.first
        command = [self.program, "sandbox", "--groups", str(GROUPS), "--devices", str(DOORS), "--rng-seed", "7"]
        # The sandbox counts by the minute: where a minute is shorter only the log of arrivals does.
        command += ["--latency", "100", "--rate-limits", "documented" if self.haste == 1 else "off"]
        self.sandbox = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r":(\d+)", self.sandbox.stdout.readline()).group(1))
        self.recorder = Recorder(self.port)
        # libfaketime hides the arguments of a Swift program from it, so it is a clock of our own.
        self.clock = f"{self.folder}/clock.so"
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.c")
        subprocess.run(["clang", "-shared", "-fPIC", "-o", self.clock, source], check=True)
        self.script = f"{self.folder}/shift.lua"
        with open(self.script, "w") as file:
            file.write(SHIFT)
        self.nodes = [Node(1, self), Node(2, self, minutes=10), Node(3, self, minutes=-10, pools=True)]
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.signal(signal.SIGCONT)
            node.signal(signal.SIGKILL)
            if node.pooler:
                node.pooler.process.kill()
        for hand in self.hands:
            if hand.poll() is None:
                hand.kill()
        self.sandbox.kill()
        self.database.__exit__()

    def begin(self):
        """Makes the tables, and notes the world."""
        assert self.nodes[0].begin("journal", "migrate").wait(60) == 0
        self.query(AUDIT)
        self.before = self.ends()

    def serve(self):
        """Makes the schedules, and has all nodes serve; the first firing of each keeps the others waiting for a while."""
        first = self.nodes[0]
        self.query(SLOW.replace("FIRST", str(int(time.time() * 1000) + 60_000)))
        for part in range(SCHEDULES):
            words = ["schedule", "add", f"part-{part}", self.script, str(part), "--cron", "* * * * *", "--zone", "UTC",
                     "--overlap", "queue", "--allow", "overlap", "--skip-check"]  # fmt: skip
            assert first.begin(*words).wait(60) == 0, f"the schedule could not be added: see {first.home}/commands.log"
        for node in self.nodes:
            node.serve()

    def begin_by_hand(self, random):
        """A run that somebody begins at one of the desks."""
        self.asked += 1
        part = SCHEDULES + random.randrange(8 - SCHEDULES)
        node = random.choice(self.nodes)
        words = ["run", self.script, str(part), f"hand-{self.asked}", "--yes", "--allow", "overlap"]
        self.hands.append(node.begin(*words))

    def shift(self, node, part, label, of=8):
        """Has a desk move a part of the groups once."""
        hand = node.begin("run", self.script, str(part), label, str(of), "--yes", "--allow", "overlap")
        self.hands.append(hand)
        return hand

    def stopped(self):
        """The processes that have stopped themselves before a send."""
        return [int(name.removeprefix("stop.")) for name in os.listdir(self.folder) if name.startswith("stop.")]

    def go_on(self, process):
        os.rename(f"{self.stop}.{process}", f"{self.folder}/went.{process}")
        try:
            os.kill(process, signal.SIGCONT)
        except ProcessLookupError:
            pass

    def mend(self):
        """Everything works again."""
        if os.path.exists(self.stop):
            os.remove(self.stop)
        for process in self.stopped():
            self.go_on(process)
        for node in self.nodes:
            node.way.swallows = False
            node.way.turn(self.primary)
            node.signal(signal.SIGCONT)
            node.serve()

    def settle(self):
        """Waits until all that began before now is over, and then lets the nodes end."""
        end = time.monotonic() + (PATIENCE if self.haste == 1 else PATIENCE / self.haste + STARTS)
        cutoff = int(time.time() * 1000)
        self.wait_for(f"SELECT count(*) FROM firing WHERE nominal < {cutoff} AND {OPEN}", end)
        for node in self.nodes:
            node.signal(signal.SIGTERM, children=False)
        for node in self.nodes:
            node.serving.wait(max(1, end - time.monotonic()))
        self.wait_for("SELECT count(*) FROM hold", end)

    def wait_for(self, count, end):
        while time.monotonic() < end and self.query(count) != [["0"]]:
            # Runs that people began are theirs to go on with, and so are those whose servers are ending.
            for [run] in self.query(f"SELECT id FROM run WHERE id IN (SELECT runID FROM hold) AND {ORPHAN}"):
                self.hands.append(self.nodes[0].begin("resume", run, "--yes"))
            time.sleep(4)

    def query(self, *statements):
        return self.database.query(self.primary, *statements)

    def ends(self):
        """The end of each group at Seam."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/access_codes/list", data=b"{}", method="POST",
            headers={"Authorization": "Bearer seam_sandbox_key", "Content-Type": "application/json"},
        )  # fmt: skip
        devices = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/devices/list", data=b"{}", method="POST",
            headers={"Authorization": "Bearer seam_sandbox_key", "Content-Type": "application/json"},
        )  # fmt: skip
        found = {}
        with urllib.request.urlopen(devices) as answer:
            ids = [device["device_id"] for device in json.load(answer)["devices"]]
        self.doors = {}
        for device in ids:
            request.data = json.dumps({"device_id": device}).encode()
            with urllib.request.urlopen(request) as answer:
                for code in json.load(answer)["access_codes"]:
                    key = code.get("common_code_key")
                    if key:
                        found.setdefault(key, set()).add(code["ends_at"])
                        self.doors.setdefault(key, set()).add(device)
        return found


OPEN = "state IN ('queued', 'running', 'retrying', 'interrupted')"
ORPHAN = """NOT EXISTS (SELECT 1 FROM claim JOIN worker ON worker.id = claim.worker
    WHERE claim.subject = run.id AND worker.leaseUntil > journal_now())"""
# Each intent and outcome, with who wrote it and who had the run then; and each run that an instant of a schedule began.
AUDIT = """
CREATE TABLE audit (run TEXT, kind TEXT, writer TEXT, owner TEXT);
CREATE TABLE fired (schedule TEXT, nominal BIGINT, attempt BIGINT, run TEXT);
CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.state = 'running' THEN
        INSERT INTO fired VALUES (NEW.schedule, NEW.nominal, NEW.attempt, NEW.runID);
    END IF;
    RETURN NEW; END $$;
CREATE TRIGGER auditFirings AFTER INSERT OR UPDATE ON firing FOR EACH ROW EXECUTE FUNCTION fired();
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO audit SELECT NEW.runID, NEW.kind, current_setting('application_name'),
        (SELECT worker.label FROM claim JOIN worker ON worker.id = claim.worker WHERE claim.subject = NEW.runID);
    RETURN NEW; END $$;
CREATE TRIGGER auditEvents AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION audit();
"""
# All nodes find the same instant due while the first of them is still about to keep it.
SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.nominal <= FIRST THEN PERFORM pg_sleep(1.5); END IF;
    RETURN NEW; END $$;
CREATE TRIGGER slowFirings BEFORE INSERT ON firing FOR EACH ROW EXECUTE FUNCTION slow();
"""


if __name__ == "__main__":
    unpacked(f"{sys.argv[1]}/fleet", POOLER, "usr/sbin/pgbouncer")
