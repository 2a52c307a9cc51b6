"""One line of the scoreboard: what was measured, against whom, what must be reached, and how far it is."""

import math
from dataclasses import dataclass, field


@dataclass
class Samples:
    """The samples of one side in one pass; `better` says which of two is the better one: "less" or "more"."""

    values: list
    better: str = "less"

    @property
    def best(self):
        return min(self.values) if self.better == "less" else max(self.values)

    @property
    def median(self):
        return sorted(self.values)[len(self.values) // 2]


@dataclass
class Figure:
    """A figure of one pass.

    name     unique within its part, such as "update_multiple, beside curl --parallel"
    ours     our samples, in `unit` ("s", "ms", "ns", "B", "MB", "calls/s", "requests", "x", "" for a bare number)
    theirs   the peer's samples, in the same unit; None where there is no peer
    against  who the peer is, or what the figure is measured by ("lua5.4", "the bound")
    target   what must be reached: ("most", 1.5) or ("least", 4); None where the figure is for the record
    of       what the target is about: "ratio" (ours divided by theirs) or "ours"
    row      the target of docs/architecture.md that it belongs to, by its key in ROWS (board.py); None for none
    note     what a reader has to know beside the figure; may be empty
    """

    name: str
    ours: Samples
    unit: str
    theirs: Samples | None = None
    against: str = ""
    target: tuple | None = None
    of: str = "ours"
    row: str | None = None
    note: str = field(default="")

    @property
    def ratio(self):
        """How many times theirs ours is, by the best sample of each; None without a peer."""
        return self.ours.best / self.theirs.best if self.theirs else None

    @property
    def value(self):
        """What the target is about."""
        return self.ratio if self.of == "ratio" else self.ours.best

    @property
    def distance(self):
        """How many times the target is missed by; 1 and less is reached. None without a target."""
        if self.target is None:
            return None
        kind, limit = self.target
        above, below = (self.value, limit) if kind == "most" else (limit, self.value)
        if below == 0:
            return 0.0 if above == 0 else math.inf
        return above / below

    @property
    def verdict(self):
        if self.distance is None:
            return "-"
        if self.distance <= 1:
            return "PASS"
        digits = 2 if self.distance >= 1.01 else 4
        return "missed" if math.isinf(self.distance) else f"missed: {self.distance:.{digits}f} x off"
