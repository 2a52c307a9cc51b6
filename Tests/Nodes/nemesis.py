"""What breaks the nodes and their database, by a seed."""

import os
import random
import signal
import threading
import time


class Nemesis:
    """One fault after the other; some of them last, and mend themselves."""

    def __init__(self, fleet, seed):
        self.fleet, self.random = fleet, random.Random(seed)
        self.stopped = []

    def rage(self, seconds):
        end = time.monotonic() + seconds
        promotes_at = time.monotonic() + seconds * 0.55
        faults = [self.kill_node, self.kill_child, self.stop_node, self.stop_send, self.cut, self.swallow, self.terminate, self.end_commit]
        next_hand = 0.0
        while time.monotonic() < end:
            if time.monotonic() >= next_hand:
                self.fleet.begin_by_hand(self.random)
                next_hand = time.monotonic() + (8 if self.fleet.haste == 1 else 4)
            if promotes_at and time.monotonic() >= promotes_at:
                promotes_at = None
                self.promote()
            else:
                self.random.choice(faults)()
            time.sleep(self.random.uniform(2, 5))
            for node in self.fleet.nodes:
                node.serve()

    def say(self, text):
        print(f"  {text}", flush=True)

    def later(self, seconds, deed):
        """Does something after so many seconds, or a part of them where everything is faster."""
        threading.Timer(seconds / self.fleet.haste, deed).start()

    @property
    def node(self):
        return self.random.choice(self.fleet.nodes)

    def kill_node(self):
        node = self.node
        self.say(f"kill {node.name} and what it has started")
        node.signal(signal.SIGKILL)

    def kill_child(self):
        node = self.node
        children = node.children()
        if children:
            self.say(f"kill a run of {node.name}")
            try:
                os.kill(self.random.choice(children), signal.SIGKILL)
            except ProcessLookupError:
                pass

    def stop_node(self):
        node, seconds = self.node, self.random.uniform(16, 24)
        ids = node.children() + ([node.serving.pid] if node.serving else [])
        self.say(f"stop {node.name} for {seconds:.0f} s")

        def go_on():
            for process in ids:
                try:
                    os.kill(process, signal.SIGCONT)
                except ProcessLookupError:
                    pass

        for process in ids:
            try:
                os.kill(process, signal.SIGSTOP)
            except ProcessLookupError:
                pass
        self.later(seconds, go_on)

    def stop_send(self):
        """Stops a process between its trust and its send until others have taken its run over; it then sends."""
        fleet, seconds = self.fleet, self.random.uniform(30, 45)
        with open(fleet.stop, "w"):
            pass
        end = time.monotonic() + 5
        while time.monotonic() < end and os.path.exists(fleet.stop):
            time.sleep(0.05)
        try:
            os.remove(fleet.stop)
        except FileNotFoundError:
            for process in set(fleet.stopped()) - set(self.stopped):
                self.stopped.append(process)
                self.say(f"process {process} stops before a send for {seconds:.0f} s")
                self.later(seconds, lambda process=process: self.go_on(process))

    def go_on(self, process):
        try:
            self.fleet.go_on(process)
        except FileNotFoundError:
            pass

    def cut(self):
        node = self.node
        self.say(f"cut the way of {node.name}")
        node.way.cut()

    def swallow(self):
        node, seconds = self.node, self.random.uniform(3, 20)
        self.say(f"nothing gets through from {node.name} for {seconds:.0f} s")
        node.way.swallows = True

        def go_on():
            node.way.swallows = False

        self.later(seconds, go_on)

    def terminate(self):
        self.say("the database ends all connections")
        self.fleet.query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE 'keyshift%'")

    def end_commit(self):
        """Ends connections while they wait in COMMIT for the second server: nobody hears that they are there."""
        database = self.fleet.database
        receivers = database.query(database.second, "SELECT pid FROM pg_stat_wal_receiver")
        if not receivers:
            return
        os.kill(int(receivers[0][0]), signal.SIGSTOP)
        try:
            end, ended = time.monotonic() + 3, []
            while time.monotonic() < end and not ended:
                ended = self.fleet.query(
                    "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name LIKE 'keyshift%'"
                    " AND pg_terminate_backend(pid)"
                )
                time.sleep(0.05)
        finally:
            os.kill(int(receivers[0][0]), signal.SIGCONT)
        if ended:
            self.say(f"the database ends {len(ended)} connections in COMMIT")

    def promote(self):
        self.say("the second server takes over; the first one goes on running")
        database = self.fleet.database
        database.promote()
        self.fleet.primary = database.second
        ways = [node.way for node in self.fleet.nodes]
        self.random.shuffle(ways)
        # One of them still believes in the old one for a while.
        for way in ways[1:]:
            way.turn(database.second)
        self.later(10, lambda: ways[0].turn(database.second))
