"""The tables of the scoreboard, and the page docs/benchmarks.md."""

import textwrap

from board import ROWS, TOLERANCE, value_of

# What the section of a part begins with: its title, and what is measured.
PARTS = {
    "contests": (
        "Inside the program",
        "Ours and theirs take turns in one process, or in new processes where memory is measured. Time is the "
        "processor time of the thread, and by the clock for host calls that wait.",
    ),
    "start": (
        "Start",
        "From the start of a program to its end; its output goes nowhere. The programs take turns in ten blocks, with "
        "the same seven variables in their environment.",
    ),
    "wire": (
        "Calls from Lua",
        "The same calls, in turns, each with 32 at a time or 32 connections; Keyshift and curl from the start of the "
        "program to its end, the SDK and Node without their start. The server is nginx with a static answer: where it "
        "is the sandbox, it is the sandbox that is measured, and those figures are for the record. Each made as many "
        "calls as it had to, by the server's count.",
    ),
    "apply": ("An apply of 10,000 groups", "A sandbox that answers after 150 ms, and 64 requests under way."),
    "history": ("A long history", "A database with 10,000 groups and 1,000 runs."),
    "scale": (
        "A hundred thousand groups",
        "From an empty journal, against a sandbox that answers at once and runs on the same processors; twenty groups to a "
        "door, 64 requests under way, no limits. The run prints its document (`--json`). An exponent of 1 is a time, or a "
        "memory, that grows as the number of groups does.",
    ),
    "nodes": (
        "Two nodes",
        "A journal on PostgreSQL, two nodes with half of the groups each, and the documented limits; in real time, with an answer "
        "after 150 ms. Then a node is killed while its run waits for doors. The figures for 10,000 groups on 300 devices in a "
        "simulated time, by the same rules, are among the contests.",
    ),
    "size": ("The program's file", "A megabyte has 1,000,000 bytes."),
    "growth": ("Growth", "The same plan and the same run with ever more groups, without limits; one pass."),
    "sandbox": (
        "The sandbox",
        "64 connections of wrk, 10,000 groups on 300 doors, no limits; nginx gives a static answer to the same "
        "requests, before and after.",
    ),
    "prompt": (
        "Completion at the prompt",
        "A workspace of 5,000 devices and 1,000 groups, which was read before; from Tab to the completed text on "
        "a terminal.",
    ),
    "soak": ("Scheduled runs, one after another", "Memory and descriptors of the process that serves them."),
}  # fmt: skip


def markdown(cells):
    """A table in Markdown whose columns are aligned; the first row is its head."""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    rows = [cells[0], ["-" * width for width in widths], *cells[1:]]
    return "".join("| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |\n" for row in rows)


# Numbers


def number(value):
    """About three digits that count."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if size >= 10 else f"{value:.2f}" if size >= 1 else f"{value:.3f}"


def with_unit(value, unit):
    return f"{number(value)} {unit}".rstrip()


def samples(taken, unit):
    """The median, and the least and the most in parentheses where there are more."""
    middle = with_unit(taken.median, unit)
    if len(taken.values) == 1:
        return middle
    return f"{middle} ({number(min(taken.values))} to {number(max(taken.values))})"


def times(ratio):
    """A ratio, with one digit more where targets are near."""
    return f"{ratio:.3f}" if ratio < 2 else f"{ratio:.2f}" if ratio < 100 else number(ratio)


def value(figure):
    """What the target is about, as the tables show it."""
    is_ratio = figure.of == "ratio" or (figure.target is None and figure.theirs)
    return f"{times(value_of(figure))} x" if is_ratio else with_unit(figure.value, figure.unit)


def target(figure):
    if figure.target is None:
        return "-"
    kind, limit = figure.target
    return f"at {kind} {limit:,g} {'x' if figure.of == 'ratio' else figure.unit}".rstrip()


def again(line):
    """The value of the other pass; both, in their order, where they differ by more than the tolerance."""
    if not line.again:
        return "-"
    if line.differs:
        return f"differs: {' / '.join(value(figure).removesuffix(' x') for figure in line.passes)}"
    return value(line.again)


# Tables


def targets(board):
    """Every target of docs/architecture.md: its figures, or why there are none."""
    cells = [["design target", "measured", "figure", "target", "verdict", "again"]]
    for row, text in ROWS.items():
        lines = [
            [line.figure.name, value(line.figure), target(line.figure), line.verdict, again(line)]
            for line in board.of_row(row)
        ]
        lines += [[name, "-", "-", f"not measured: {why}", "-"] for name, why in board.missing_of_row(row)]
        lines = lines or [["-", "-", "-", f"not measured: {board.reason(row)}", "-"]]
        cells += [[text if first else "", *line] for first, line in zip([True] + [False] * len(lines), lines)]
    return markdown(cells)


def agreement(board):
    """What the repetition showed."""
    if not board.was_repeated:
        return "One pass, so nothing was measured twice.\n"
    percent = f"{TOLERANCE - 1:.0%}".replace("%", " %")
    if not board.differing:
        return f"Every ratio came twice within {percent}.\n"
    names = "; ".join(f"{line.figure.name} ({again(line).removeprefix('differs: ')})" for line in board.differing)
    return f"Where two passes differ by more than {percent}: {names}.\n"


def part(board, name):
    """The figures of a part."""
    cells = [["what", "ours", "theirs", "against", "ratio", "target", "verdict", "again"]]
    names = {}
    for line in board.of_part(name):
        figure = line.figure
        cells.append([
            figure.name, samples(figure.ours, figure.unit),
            samples(figure.theirs, figure.unit) if figure.theirs else "-", figure.against or "-",
            times(figure.ratio) if figure.theirs else "-", target(figure), line.verdict, again(line),
        ])  # fmt: skip
        if figure.note:
            names.setdefault(figure.note, []).append(figure.name)
    notes = [f"- {'; '.join(noted)}: {note}\n" for note, noted in names.items()]
    notes += [f"- {what}: not measured, {why}\n" for what, why in board.missing_of_part(name)]
    if name in board.reasons:
        notes.append(f"- a pass {board.reasons[name]}\n")
    return markdown(without_empty(cells)) + ("\n" + "".join(notes) if notes else "")


def without_empty(cells):
    """The table without the columns that have nothing but dashes below their head."""
    columns = [column for column in zip(*cells) if any(cell != "-" for cell in column[1:])]
    return list(zip(*columns))


def parts(board):
    """A section for each part that ran."""
    text = ""
    for name, (title, about) in PARTS.items():
        if board.of_part(name) or name in board.reasons:
            text += f"\n## {title}\n\n{wrapped(about)}\n"
            text += part(board, name) if board.of_part(name) else f"Not measured: {board.reasons[name]}.\n"
    return text


# The page

ABOUT = """\
Written by `scripts/bench --write`, on the machine below and with the program of that commit. All parts were measured
twice, one pass after the other; ours and theirs take turns within a pass. A line shows the pass that is further from
its target, and `again` the other one, so that nothing passes which one of them missed. A figure is the median of its samples,
with the least and the most in parentheses; the ratio, ours divided by theirs, and the verdict are of the medians. A
figure is a fact about one machine at one time; no test depends on any. In the history, figures up to e8f388a are of the
best samples of the better pass, as they were told then.
"""

PICTURE = """\
![How far each figure is from its target](benchmarks.svg)

![How far each was from it at earlier commits](benchmarks-history.svg)"""


def page(board, facts):
    """docs/benchmarks.md; `facts` is what the machine is."""
    machine = markdown([["", ""], *map(list, facts)])
    summary = f"{PICTURE}\n\n{targets(board)}\n{wrapped(agreement(board))}"
    return f"# Benchmarks\n\n{ABOUT}\n## Design targets\n\n{summary}\n## The machine\n\n{machine}{parts(board)}"


def report(board):
    """What a terminal shows."""
    return f"## Design targets\n\n{targets(board)}\n{agreement(board)}{parts(board)}"


def wrapped(text):
    """A paragraph in lines of the width of the documents."""
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False) + "\n"
