"""What all passes found: each figure beside itself in the other pass, and the targets of docs/architecture.md."""

from dataclasses import dataclass, field

from figure import Figure

# The targets (docs/architecture.md, "Numbers to reach"), by the key that figures name.
ROWS = {
    "wire": "update_multiple from Lua, 32 tasks, --unplanned",
    "apply": "10,000 groups, plan-first, 150 ms, 64 at a time",
    "pace": "10,000 groups on 300 devices, documented limits, simulated clock",
    "start": "keyshift run hello.lua",
    "start-options": "keyshift run hello.lua --yes --json, as schedules start it",
    "host-call": "a host function called from Lua",
    "plan-memory": "a plan of 10,000 rows; a task that waits",
    "page": "a 55,000-code page to Lua tables",
    "history": "one booking moved, status, explain with 10,000 groups and 1,000 runs",
    "scale": "100,000 groups on 5,000 doors",
    "nodes": "two nodes on PostgreSQL, 10,000 groups, documented limits",
    "size": "the program's file",
    "lua": "pure Lua under limits",
}

# The parts that measure the row; the reason why there is no figure is theirs.
SOURCES = {
    "wire": ["wire"], "apply": ["apply"], "pace": ["contests"], "start": ["start"], "start-options": ["start"], "host-call": ["contests"],
    "plan-memory": ["apply", "contests"], "page": ["contests"], "history": ["history"], "scale": ["scale"],
    "nodes": ["contests", "nodes"],
    "size": ["size"], "lua": ["contests"],
}  # fmt: skip

# Two passes differ when the greater value is more than this many times the other.
TOLERANCE = 1.15


@dataclass
class Line:
    """One figure in every pass that has it."""

    part: str
    passes: list[Figure] = field(default_factory=list)

    @property
    def figure(self):
        """The worse pass: the one furthest from the target; the first where there is none."""
        return max(self.passes, key=lambda figure: figure.distance or 0)

    @property
    def again(self):
        """The other pass; None where there was one only."""
        return next((figure for figure in self.passes if figure is not self.figure), None)

    @property
    def values(self):
        """The value of each pass: the ratio where there is a peer, unless the target is about something else."""
        return [value_of(figure) for figure in self.passes]

    @property
    def is_comparison(self):
        """Whether it has a peer or a target: what else there is depends on the machine's mood."""
        return self.figure.theirs is not None or self.figure.target is not None

    @property
    def differs(self):
        return max(self.values) > TOLERANCE * min(self.values)

    @property
    def verdict(self):
        reached = sum(figure.verdict == "PASS" for figure in self.passes)
        if 0 < reached < len(self.passes):
            return f"missed in {len(self.passes) - reached} of {len(self.passes)} passes{self.figure.way_off}"
        return self.figure.verdict


def value_of(figure):
    return figure.ratio if figure.target is None and figure.theirs else figure.value


@dataclass
class Board:
    """The lines by part, and the reasons why some are not there."""

    lines: dict = field(default_factory=dict)
    # By part: why it has no figure at all.
    reasons: dict = field(default_factory=dict)
    # By part and name: why a figure of it is not there, and the row that it would belong to.
    left_out: dict = field(default_factory=dict)
    # The parts that ended with an error.
    failed: list = field(default_factory=list)

    def add(self, part, figures, left_out=()):
        """Takes the figures of one pass."""
        for figure in figures:
            self.lines.setdefault((part, figure.name), Line(part)).passes.append(figure)
        for name, why, row in left_out:
            self.left_out[part, name] = (why, row)

    def refuse(self, part, why):
        self.reasons[part] = why

    def fail(self, part, error):
        self.failed.append(part)
        self.reasons[part] = "failed: " + (str(error).strip().splitlines() or [type(error).__name__])[0]

    def of_part(self, part):
        return [line for line in self.lines.values() if line.part == part]

    def of_row(self, row):
        """The lines with a target that belong to one of ROWS."""
        return [line for line in self.lines.values() if line.figure.row == row and line.figure.target]

    def missing_of_row(self, row):
        """The names that the row lacks, with the reasons."""
        return [(name, why) for (_, name), (why, belongs) in self.left_out.items() if belongs == row]

    def missing_of_part(self, part):
        return [(name, why) for (owner, name), (why, _) in self.left_out.items() if owner == part]

    def reason(self, row):
        """Why a row has no figure."""
        reasons = [f"{part} {self.reasons[part]}" for part in SOURCES[row] if part in self.reasons]
        if reasons:
            return "; ".join(reasons)
        unjudged = [line.figure.note for line in self.lines.values() if line.figure.row == row and line.figure.note]
        if unjudged:
            return unjudged[0]
        if any(self.of_part(part) for part in SOURCES[row]):
            return f"{' and '.join(SOURCES[row])} gave no figure with a target"
        return f"{' and '.join(SOURCES[row])} did not run"

    @property
    def differing(self):
        """The comparisons whose passes differ."""
        return [line for line in self.lines.values() if line.is_comparison and line.differs]

    @property
    def was_repeated(self):
        return any(line.again for line in self.lines.values())
