"""Counts of instructions beside those of instructions.tsv: who made the program do more, on whatever machine.

A line of that file is a count that was recorded: commit, name, instructions. The last one of a name is its baseline.
"""

import os
import shutil
import sys

import commits
from bisection import LIMIT, Search, has_moved
from callgrind import Counter
from context import NotMeasured
from figure import Figure, Samples
from page import markdown
from processes import Failed

BASELINE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.tsv")
OTHERS = "none: it was what is not committed, the bench itself, the compiler or a library"


def main(context, record=False, since=None):
    """Counts, and answers the exit code: 1 when a count moved, or could not be had."""
    try:
        if not shutil.which("valgrind"):
            raise NotMeasured("there is no valgrind")
        if since:
            return search(context, since)
        return keep(context) if record else compare(context)
    except (NotMeasured, Failed) as reason:
        print(f"bench: {reason}", file=sys.stderr)
        return 1


def compare(context):
    """Prints all counts beside their baselines, and the commits that may have moved them."""
    figures = measure(context)
    print(table(figures), end="")
    moved = [figure for figure in figures if verdict(figure) == "moved"]
    for base in sorted({figure.against for figure in moved}):
        print(f"\nCommits since {base} that touched the sources:\n")
        print("\n".join(commits.log(base)) or OTHERS)
    return 1 if moved else 0


def keep(context):
    """Keeps the counts of the present commit as the new baseline."""
    changed = commits.changed_files()
    if changed:
        raise Failed(f"a count belongs to a commit, and these are in none:\n{changed}")
    figures, commit = measure(context), commits.hash_of("HEAD")
    with open(BASELINE, "a") as file:
        file.writelines(f"{commit}\t{figure.name}\t{figure.ours.best}\n" for figure in figures)
    print(table(figures), end="")
    return 0


def search(context, since):
    """Names the commits behind `since` that moved counts."""
    since = commits.hash_of(since)
    found = Search(commits.Checkout(context.tell).build, lambda folder: count_in(context, folder))
    culprits = found.culprits(since, commits.behind(since))
    for name, culprit in culprits.items():
        change = f"{culprit.baseline:,} to {culprit.value:,} ({culprit.value / culprit.baseline - 1:+.1%})"
        print(f"{name}: {change} by {commits.subject(culprit.commit)}")
    if not culprits:
        print(f"no count moved by more than {LIMIT:.0%} since {commits.subject(since)}")
    return 1 if culprits else 0


def count_in(context, folder):
    """The counts of the programs in a folder."""
    with context.in_new_folder() as inside:
        return Counter(f"{folder}/keyshift", f"{folder}/Scoreboard", inside.folder).counts(context.tell)


def measure(context):
    """A figure for each count, beside its baseline where there is one."""
    counts = Counter(context.keyshift, context.scoreboard, context.folder).counts(context.tell)
    baselines = read(BASELINE)
    return [figure(name, value, *baselines.get(name, (None, ""))) for name, value in counts.items()]


def figure(name, value, baseline, commit):
    return Figure(name, Samples([value]), "instructions", Samples([baseline]) if baseline else None, commit)


def read(path):
    """By name: the baseline and its commit."""
    if not os.path.exists(path):
        return {}
    with open(path) as file:
        lines = [line.split() for line in file]
    return {name: (int(value), commit) for commit, name, value in lines}


def verdict(figure):
    if not figure.theirs:
        return "no baseline"
    return "moved" if has_moved(figure.ours.best, figure.theirs.best) else f"within {LIMIT * 100:.0f} %"


def table(figures):
    cells = [["name", "instructions", "baseline", "change", "verdict"]]
    for figure in figures:
        baseline = f"{figure.theirs.best:,} at {figure.against}" if figure.theirs else "-"
        change = f"{figure.ratio - 1:+.2%}" if figure.theirs else "-"
        cells.append([figure.name, f"{figure.ours.best:,}", baseline, change, verdict(figure)])
    return markdown(cells)
