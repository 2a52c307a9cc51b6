"""Finds the commit that moved a count."""

from dataclasses import dataclass

# The share by which a count may differ from its baseline.
LIMIT = 0.02


@dataclass(frozen=True)
class Culprit:
    """The first commit whose count is beyond the limit, with the count before and the one there."""

    commit: str
    baseline: int
    value: int


def has_moved(value, baseline):
    return abs(value - baseline) > LIMIT * baseline


def first(commits, is_beyond):
    """The first of the commits, oldest first, that is beyond; the last one is known to be, and so are all behind it."""
    low, high = 0, len(commits) - 1
    while low < high:
        middle = (low + high) // 2
        if is_beyond(commits[middle]):
            high = middle
        else:
            low = middle + 1
    return commits[low]


class Search:
    """Builds and counts commits as they are asked for, each of them once.

    build  builds a commit and answers a folder
    count  answers the counts of the programs in a folder, by name
    """

    def __init__(self, build, count):
        self.build, self.count, self.known = build, count, {}

    def counts(self, commit):
        if commit not in self.known:
            self.known[commit] = self.count(self.build(commit))
        return self.known[commit]

    def culprits(self, base, commits):
        """By name: who moved the counts that are not what they were at `base`; `commits` are those behind it."""
        if not commits:
            return {}
        before, now = self.counts(base), self.counts(commits[-1])
        moved = [name for name in before if name in now and has_moved(now[name], before[name])]
        return {name: self.culprit(name, before[name], commits) for name in moved}

    def culprit(self, name, baseline, commits):
        # A commit without this piece of work has not moved it.
        found = first(commits, lambda commit: has_moved(self.counts(commit).get(name, baseline), baseline))
        return Culprit(found, baseline, self.counts(found)[name])
