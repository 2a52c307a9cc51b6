"""What came of it: the final world, the journal, and every request by its arrival."""

import datetime
from collections import defaultdict

LIMIT, WINDOW = 10, 60.0
# A row that was settled, and whose first node came back with its answer afterwards, is to be looked at: it counts as moved.
MOVED = "('applied', 'on_device', 'already', 'look')"


def milliseconds(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


class Checker:
    """Finds what is wrong."""

    def __init__(self, fleet):
        self.fleet = fleet

    def problems(self):
        [[runs, taken, late, firings]] = self.fleet.query(
            "SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM event WHERE kind = 'adopted'),"
            " (SELECT count(*) FROM event WHERE kind = 'late'), (SELECT count(*) FROM firing)"
        )
        print(f"{runs} runs, taken up again {taken} times, {late} late answers, {firings} firings", flush=True)
        return [*self.unfinished(), *self.shifted(), *self.pace(), *self.fired(), *self.owners(), *self.lost()]

    def unfinished(self):
        for [run, state] in self.fleet.query("SELECT id, state FROM run WHERE id IN (SELECT runID FROM hold)"):
            yield f"run {run} is still {state}"
        for [run, ordinal, status] in self.fleet.query(
            f"SELECT runID, ordinal, status FROM row WHERE status NOT IN {MOVED} AND status <> 'planned'"
        ):
            yield f"row {ordinal} of {run} is {status}"
        for [run, ordinal] in self.fleet.query(
            "SELECT row.runID, row.ordinal FROM row JOIN run ON run.id = row.runID WHERE row.status = 'planned' AND run.state = 'completed'"
        ):
            yield f"row {ordinal} of {run} is planned, and the run is completed"

    def shifted(self):
        """Each group has moved by one minute for each label, and no label is there twice."""
        labels = self.fleet.query(
            f"SELECT row.identifier, row.once, count(*) FROM row WHERE row.status IN {MOVED} GROUP BY 1, 2"
        )
        wanted = defaultdict(int)
        for identifier, label, count in labels:
            wanted[identifier] += 1
            if count != "1":
                yield f"{identifier} was moved {count} times for {label}"
        print(f"{sum(wanted.values())} moves of {len(wanted)} groups", flush=True)
        after = self.fleet.ends()
        for key, [begin] in {k: list(v) for k, v in self.fleet.before.items()}.items():
            ends = {milliseconds(end) for end in after[key]}
            expected = milliseconds(begin) + 60_000 * wanted[key]
            if ends != {expected}:
                off = sorted((end - expected) / 60_000 for end in ends)
                yield f"{key} is off by {off} minutes of {wanted[key]}"

    def pace(self):
        """The slots of a send that nobody answers last for three minutes, so that one by a process that was stopped has them still."""
        most = self.most_in_a_minute()
        print(f"{len(self.fleet.recorder.updates)} updates, at most {most} in a minute at a door", flush=True)
        if most > LIMIT:
            yield f"{most} updates reached a door in a minute"

    def most_in_a_minute(self):
        window = WINDOW / self.fleet.haste
        arrivals = defaultdict(list)
        for at, body in self.fleet.recorder.updates:
            for door in self.fleet.doors.get(body.get("common_code_key"), ()):
                arrivals[door].append(at)
        most = 0
        for door, times in arrivals.items():
            times.sort()
            for place, at in enumerate(times):
                count = sum(1 for other in times[place:] if other - at < window)
                most = max(most, count)
        return most

    def fired(self):
        for [schedule, nominal, count] in self.fleet.query(
            "SELECT schedule, nominal, count(DISTINCT run) FROM fired GROUP BY schedule, nominal, attempt"
            " HAVING count(DISTINCT run) > 1"
        ):
            yield f"{schedule} fired {count} times for {nominal}"

    def owners(self):
        for [run, kind, writer, owner] in self.fleet.query(
            "SELECT run, kind, writer, coalesce(owner, 'nobody') FROM audit WHERE kind IN ('intent', 'outcome')"
            " AND writer <> left('keyshift ' || coalesce(owner, ''), 63)"
        ):
            yield f"{kind} of {run} was written by {writer} while {owner} had it"

    def lost(self):
        for [what] in self.fleet.query("SELECT lostWhat FROM journal WHERE lostAt IS NOT NULL"):
            yield f"the journal says it has lost commits: {what}"
