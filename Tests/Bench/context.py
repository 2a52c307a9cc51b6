"""What a part of the bench is told: which programs it measures, how much it measures, and where it may write."""

import contextlib
import os
import sys
import tempfile
from dataclasses import dataclass, field, replace


class NotMeasured(Exception):
    """Why a part has no figures on this machine."""


@dataclass(frozen=True)
class Context:
    """The programs and the amount of one pass.

    keyshift    the release program, an absolute path
    scoreboard  the Swift program with the contests, an absolute path; None where it was not built
    python      a Python that has the Seam SDK; None where there is none
    quick       a tenth of the work, one sample a pass
    large       also what takes minutes
    folder      the scratch directory of the part, made anew for each
    keep        a scratch directory that lives as long as the bench
    left_out    what the part could not measure: name, reason, and row (board.py)
    """

    keyshift: str
    scoreboard: str | None = None
    python: str | None = None
    quick: bool = False
    large: bool = False
    folder: str = ""
    keep: str = ""
    left_out: list = field(default_factory=list)

    @property
    def scale(self):
        """What counts are multiplied by."""
        return 0.1 if self.quick else 1.0

    @property
    def rounds(self):
        """The samples of a pass."""
        return 1 if self.quick else 3

    def count(self, full):
        """A count at this scale."""
        return max(1, round(full * self.scale))

    def tell(self, text):
        """Says on stderr what is going on."""
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def leave_out(self, name, why, row=None):
        """Notes that a figure cannot be had, where the rest of the part can."""
        self.left_out.append((name, why, row))

    @contextlib.contextmanager
    def in_new_folder(self):
        """The same context with a scratch directory that is gone behind the `with`."""
        with tempfile.TemporaryDirectory(prefix="keyshift-bench-") as folder:
            yield replace(self, folder=os.path.realpath(folder), left_out=[])
