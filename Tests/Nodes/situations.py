"""What each guard is for, brought about on purpose: with all guards nothing comes of it, and without the one it shows."""

import time

# The groups of a late answer are closed to other values for 90 s, and doors take ten changes a minute.
PATIENCE = 300


class Situations:
    """Each is named for the guard that keeps it from doing harm."""

    def __init__(self, fleet, checker):
        self.fleet, self.checker = fleet, checker

    def before_serving(self):
        """Those that need no schedule, with all guards; answers what is wrong."""
        self.labels()
        late = [*self.tokens(), *self.tokens(part=5, is_over=True)]
        self.slots()
        for hand in self.fleet.hands:
            hand.wait(PATIENCE)
        return late

    def found(self, guard):
        """What the checker finds without one guard."""
        if guard == "schedule-lock":
            self.fleet.serve()
            time.sleep(60 - time.time() % 60 + 15)
            return list(self.checker.fired())
        if guard == "slots":
            self.slots()
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and not (found := list(self.checker.pace())):
                time.sleep(2)
            return found
        if guard == "tokens":
            self.tokens()
            return list(self.checker.owners())
        self.labels()
        return list(self.checker.shifted())

    def labels(self):
        """Two desks begin the same at once, and a third one when they are done."""
        one, two, three = self.fleet.nodes
        print("  the same label at three desks", flush=True)
        both = [self.fleet.shift(node, 7, "same") for node in (one, two)]
        for hand in [*both, self.later(three)]:
            hand.wait(PATIENCE)

    def later(self, node):
        for hand in self.fleet.hands:
            hand.wait(PATIENCE)
        return self.fleet.shift(node, 7, "same")

    def slots(self):
        """Two desks, one after the other, move all groups: twelve updates at each door."""
        one, two, _ = self.fleet.nodes
        print("  all groups moved twice", flush=True)
        self.fleet.shift(one, 0, "first", of=1).wait(PATIENCE)
        self.fleet.shift(two, 0, "second", of=1)

    def tokens(self, part=6, is_over=False):
        """A process is stopped between its trust and its send; another one takes its run over and is about to send, too.

        Then the first one sends, and hears the answer while the other one works on the run, or when the run is over. Answers
        what is wrong.
        """
        one, two, _ = self.fleet.nodes
        fleet = self.fleet
        open(fleet.stop, "w").close()
        fleet.shift(one, part, "stopped")
        first = self.wait_for("a process to stop before a send", fleet.stopped)[0]
        print(f"  process {first} stopped between trust and send", flush=True)
        [[run]] = fleet.query(f"SELECT subject FROM claim JOIN worker ON worker.id = claim.worker WHERE {self.label(first)}")
        self.wait_for(
            "the lease to end",
            lambda: fleet.query(f"SELECT 1 FROM worker WHERE {self.label(first)} AND leaseUntil <= journal_now()"),
        )
        if not is_over:
            open(fleet.stop, "w").close()
        hand = two.begin("resume", run, "--yes")
        fleet.hands.append(hand)
        if is_over:
            hand.wait(PATIENCE)
        else:
            second = self.wait_for("another one to be about to send", lambda: [p for p in fleet.stopped() if p != first])[0]
        seen = f"SELECT kind FROM audit WHERE run = '{run}' AND writer LIKE '%process {first}' AND kind <> 'intent'"
        fleet.go_on(first)
        try:
            found = self.wait_for("the first one to hear of its send", lambda: fleet.query(seen))
        finally:
            if not is_over:
                fleet.go_on(second)
        hand.wait(PATIENCE)
        kinds = {kind for [kind] in found}
        return [] if kinds == {"late"} else [f"the send of the process that was stopped was kept as {sorted(kinds)}, and not as late"]

    def wait_for(self, what, found):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if answer := found():
                return answer
            time.sleep(0.1)
        raise SystemExit(f"waited {PATIENCE} s for {what}: see {self.fleet.folder} with --keep")

    @staticmethod
    def label(process):
        return f"worker.label LIKE '%process {process}'"
