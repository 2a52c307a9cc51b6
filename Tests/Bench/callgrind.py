"""Counts the instructions of programs with valgrind: other load moves them by a hundredth of a percent or so."""

import re
from functools import partial

from processes import Failed, run
from sandboxes import environment
from start import OPTIONS

# How often the shorter of two counts repeats each piece of work; `Scoreboard --work` knows them by these names.
WORK = {
    "host-call": 20_000,
    "host-call-empty": 20_000,
    "coroutine-switch": 20_000,
    "pure-lua": 20_000,
    "library-functions": 2_000,
    "page-in-place": 2_000,
    "page-by-way-of-swift": 2_000,
    "open-state": 50,
    "row-wave": 200,
}


class Counter:
    """Counts the work of two programs, in copies without debug information: valgrind cannot read that of Swift."""

    def __init__(self, keyshift, scoreboard, folder):
        self.folder = folder
        self.keyshift = self.stripped(keyshift, "keyshift")
        self.scoreboard = scoreboard and self.stripped(scoreboard, "Scoreboard")
        # The script makes no call, so that nothing is asked at this address; Swift hashes the same way in each process.
        self.variables = environment(folder, "http://127.0.0.1:1") | {"SWIFT_DETERMINISTIC_HASHING": "1"}

    def counts(self, tell):
        """The instructions of both starts, and of one repetition of each piece of work that the program knows."""
        tell("instructions of a start")
        counts = self.starts()
        for name, times in WORK.items() if self.scoreboard else ():
            tell(f"instructions of {name}")
            try:
                counts[name] = each(partial(self.work, name), times)
            except Failed as failure:
                if "there is no work" not in str(failure):
                    raise
                tell(f"there is no {name} in this Scoreboard")
        return counts

    def starts(self):
        script = f"{self.folder}/hello.lua"
        with open(script, "w") as file:
            file.write('print("hello")\n')
        return {
            "start-hello": self.instructions([self.keyshift, "run", script]),
            "start-options": self.instructions([self.keyshift, "run", script, *OPTIONS]),
            "start-version": self.instructions([self.keyshift, "--version"]),
        }

    def work(self, name, times):
        return self.instructions([self.scoreboard, "--work", name, str(times)])

    def instructions(self, command):
        """All instructions of a program from its start to its end."""
        path = f"{self.folder}/callgrind.out"
        run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={path}", *command], self.variables)
        with open(path) as file:
            return total(file)

    def stripped(self, program, name):
        copy = f"{self.folder}/{name}"
        run(["strip", "--strip-all", "-o", copy, program])
        return copy


def each(count, times):
    """The instructions of one repetition; what a start takes is in both counts, and so in neither."""
    return round((count(2 * times) - count(times)) / times)


def total(lines):
    """The sum over all threads that a file of callgrind ends with."""
    for line in lines:
        found = re.match(r"(?:summary|totals): (\d+)", line)
        if found:
            return int(found[1])
    raise Failed("callgrind wrote no sum of instructions")
