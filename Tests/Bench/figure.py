"""One line of the scoreboard: what was measured, against whom, what must be reached, and how far it is."""

import math
import statistics
from dataclasses import dataclass, field


@dataclass
class Samples:
    """The samples of one side in one pass."""

    values: list

    @property
    def best(self):
        """The least, for counts that nothing else on the machine moves."""
        return min(self.values)

    @property
    def median(self):
        return statistics.median(self.values)


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
        """How many times theirs ours is, by the medians; None without a peer."""
        return self.ours.median / self.theirs.median if self.theirs else None

    @property
    def value(self):
        """What the target is about."""
        return self.ratio if self.of == "ratio" else self.ours.median

    @property
    def distance(self):
        """How many times the target is missed by; 1 and less is reached. None without a target."""
        return None if self.target is None else far(self.target, self.value)

    @property
    def verdict(self):
        if self.distance is None:
            return "-"
        return "PASS" if self.distance <= 1 else f"missed{self.way_off}"

    @property
    def way_off(self):
        """How far a target was missed, as words behind "missed"; empty where no number says it."""
        digits = 2 if self.distance >= 1.01 else 4
        return "" if math.isinf(self.distance) else f": {self.distance:.{digits}f} x off"


def far(target, value):
    """How many times a value misses a target by; 1 and less is reached."""
    kind, limit = target
    above, below = (value, limit) if kind == "most" else (limit, value)
    if below == 0:
        return 0.0 if above == 0 else math.inf
    return above / below
