"""What is packed: the program, its version, and the moment that dates all files."""

import time
from dataclasses import dataclass
from pathlib import Path

from packages.tools import refuse, run


@dataclass(frozen=True)
class Release:
    """One commit, built for one kind of machine."""

    program: Path
    """The program's file."""
    symbols: Path | None
    """The file with its symbols, where the build has made one."""
    number: str
    """The number that the program tells, such as 0.1.0."""
    commit: str
    epoch: int
    """When the commit was made, in seconds; every file is dated so."""
    machine: str
    """Debian's name of the machine, such as amd64."""
    is_tagged: bool

    @classmethod
    def of(cls, root, program):
        said = run([program, "--version"]).split("\n")[0].split()
        number, told = said[1], " ".join(said[2:]).strip("()")
        commit = run(["git", "-C", root, "rev-parse", "HEAD"]).strip()
        if told.startswith("commit ") and told.removeprefix("commit ") != commit:
            refuse(f"{program} is of {told}, and the tree is at {commit}; build it anew, or leave --program out")
        symbols = program.with_name("keyshift.debug")
        tags = run(["git", "-C", root, "tag", "--points-at", "HEAD"]).split()
        return cls(
            program=program,
            symbols=symbols if symbols.is_file() else None,
            number=number,
            commit=commit,
            epoch=int(run(["git", "-C", root, "log", "-1", "--format=%ct"])),
            machine=run(["dpkg", "--print-architecture"]).strip(),
            is_tagged=f"v{number}" in tags,
        )

    @property
    def version(self):
        """The number where it is tagged, else with the commit behind it, by which later ones are greater."""
        if self.is_tagged:
            return self.number
        return f"{self.number}+{time.strftime('%Y%m%d%H%M%S', time.gmtime(self.epoch))}.{self.commit[:7]}"

    @property
    def stem(self):
        """What all files are named by."""
        return f"keyshift_{self.version}_{self.machine}"
