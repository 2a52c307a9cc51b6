"""What is packed: the program, its version, who answers for it, and the moment that dates all files."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from packages.tools import refuse, run

# The variable that names who answers for the packages, and what stands there without it: nobody, at no address (RFC 2606).
MAINTAINER = "KEYSHIFT_MAINTAINER"
NOBODY = "Unpublished build <nobody@keyshift.invalid>"


@dataclass(frozen=True)
class Release:
    """One commit, built for one kind of machine."""

    program: Path
    """The program's file."""
    symbols: Path | None
    """The file with its symbols, where the build has made one."""
    number: str
    """The number that the program tells, such as 0.2.0."""
    commit: str
    epoch: int
    """When the commit was made, in seconds; every file is dated so."""
    machine: str
    """Debian's name of the machine, such as amd64."""
    is_tagged: bool
    maintainer: str = NOBODY
    """Who answers for the packages, as name and address."""

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
            maintainer=maintainer(os.environ),
        )

    @property
    def warning(self):
        """Why the packages are not for publishing; None where they are."""
        if self.maintainer != NOBODY:
            return None
        return (
            "these packages are NOT FOR PUBLISHING: they name nobody who answers for them, and to whom a fault that does harm is "
            f'told. Pack again with {MAINTAINER}="Your Name <address>".'
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


def maintainer(variables):
    """Who the variable names; nobody without it."""
    named = variables.get(MAINTAINER, NOBODY)
    if named != NOBODY and not re.fullmatch(r"[^<>\s][^<>\n]* <[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>", named):
        refuse(f'{MAINTAINER} is "{named}", and must be a name and an address, such as "Ana Silva <ana@example.org>"')
    return named
