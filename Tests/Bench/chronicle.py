"""What earlier commits have reached: docs/benchmarks-history.tsv, and docs/benchmarks-history.svg, a line for each figure.

The file has a line for each figure with a target, of each commit whose page was written: date, commit, figure, value. The
picture measures all of them by the targets of today.
"""

import os

from board import ROWS
from figure import far
from page import target
from page import value as shown
from picture import BAR, HEADING, INK, LEFT, MISSED, REACHED, RIGHT, TOP, head, shortened, words
from picture import place as across

HEIGHT, GAP = BAR + 6, 4
TITLE = "Distance to the targets, commit by commit"
ABOUT = "From the oldest commit on the left to the newest. The line across is the target: below it is reached, above it, missed."


def kept(path, board, facts):
    """Adds the figures of a board to the file, in the place of those of the same commit, and answers all entries."""
    facts = dict(facts)
    commit, date = facts.get("Keyshift", "unknown"), facts["date"]
    entries = [entry for entry in read(path) if entry[1] != commit]
    entries += [(date, commit, line.figure.name, line.figure.value) for row in ROWS for line in board.of_row(row)]
    with open(path, "w") as file:
        file.writelines(f"{date}\t{commit}\t{name}\t{value:.6g}\n" for date, commit, name, value in entries)
    return entries


def read(path):
    """The entries of the file, oldest first: date, commit, figure, value."""
    if not os.path.exists(path):
        return []
    with open(path) as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    return [(date, commit, name, float(value)) for date, commit, name, value in lines]


def picture(board, entries):
    """The SVG, as text: the figures of the board, each with what it was at the commits before."""
    commits = list(dict.fromkeys(entry[1] for entry in entries))
    values = {(commit, name): value for _, commit, name, value in entries}
    body, y = [], TOP
    for row, title in ROWS.items():
        lines = board.of_row(row)
        if not lines:
            continue
        y += HEADING
        body.append(words(16, y - 8, title, weight="bold"))
        for line in lines:
            past = [values.get((commit, line.figure.name)) for commit in commits]
            body += track(line.figure, past, y)
            y += HEIGHT + GAP
    return "\n".join([*head(y + 24, TITLE, ABOUT), *body, "</svg>", ""])


def track(figure, past, y):
    """One figure: its name, a point for each commit that has it, and what it is now."""
    middle = y + level(1)
    points = [
        (column(number, len(past)), y + level(far(figure.target, value)), far(figure.target, value))
        for number, value in enumerate(past)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{height:.1f}" for x, height, _ in points)
    return [
        words(LEFT - 10, y + HEIGHT - 9, shortened(figure.name), anchor="end", size=12),
        f'<line x1="{LEFT}" y1="{middle:.1f}" x2="{RIGHT}" y2="{middle:.1f}" stroke="{INK}" stroke-dasharray="2 3"/>',
        f'<polyline points="{path}" fill="none" stroke="{REACHED}" stroke-width="2"/>',
        *(dot(x, height, REACHED if distance <= 1 else MISSED) for x, height, distance in points),
        words(RIGHT + 12, y + HEIGHT - 9, f"{shown(figure)}, {target(figure)}"),
    ]


def column(number, count):
    """Where a commit is, between the names and the values."""
    return LEFT + (number + 0.5) * (RIGHT - LEFT) / count


def level(distance):
    """How far below the top of its track a distance is: the further from the target, the higher."""
    return HEIGHT * (1 - (across(distance) - LEFT) / (RIGHT - LEFT))


def dot(x, y, colour):
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
