"""What a part of the bench is told: which programs it measures, how much it measures, and where it may write."""

import contextlib
import os
import sys
import tempfile
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Context:
    """The programs and the amount of one pass.

    keyshift    the release program, an absolute path
    scoreboard  the Swift program with the contests, an absolute path; None where it was not built
    python      a Python that has the Seam SDK; None where there is none
    quick       a tenth of the work, one sample a pass
    folder      the scratch directory of the part, made anew for each
    """

    keyshift: str
    scoreboard: str | None = None
    python: str | None = None
    quick: bool = False
    large: bool = False
    folder: str = ""

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
        print(f"measuring: {text}", file=sys.stderr, flush=True)

    @contextlib.contextmanager
    def in_new_folder(self):
        """The same context with a scratch directory that is gone behind the `with`."""
        with tempfile.TemporaryDirectory(prefix="keyshift-bench-") as folder:
            yield replace(self, folder=os.path.realpath(folder))
