"""docs/benchmarks.svg: how far each figure is from its target, as bars to both sides of the target's line."""

import math
from xml.sax.saxutils import escape

from board import ROWS
from page import target, value

WIDTH = 900
LEFT, RIGHT = 330, 690
TOP, BAR, HEADING, BOTTOM = 84, 22, 32, 40

# The distances at the ends of the axis, and those that are marked.
LEAST, MOST = 0.1, 5
MARKS = [0.1, 0.2, 0.5, 1, 2, 5]

# Two colours that differ in lightness too, so that print in grey and every eye tells them apart.
REACHED, MISSED = "#7db4dc", "#a03c00"
INK, FAINT, PAPER = "#1a1a1a", "#d4d4d4", "#ffffff"

TITLE = "Distance to the targets"
ABOUT = "How many times a figure is its target. Left of the line it is reached; right of it, missed."

# About as many letters as there is room for beside the bars.
ROOM = 44


def picture(board):
    """The SVG, as text."""
    body, y = [], TOP
    for row, title in ROWS.items():
        y += HEADING
        lines = board.of_row(row)
        text = title if lines else f"{title}: not measured"
        body.append(words(16, y - 8, text, weight="bold"))
        body += grid(y, y + BAR * len(lines))
        for line in lines:
            body += bar(line.figure, y)
            y += BAR
    return "\n".join([*head(y + BOTTOM, TITLE, ABOUT), *body, *scale(y + 24), "</svg>", ""])


def place(distance):
    """Where a distance is on the axis, which is logarithmic and ends at LEAST and MOST."""
    share = math.log(min(max(distance, LEAST), MOST) / LEAST) / math.log(MOST / LEAST)
    return LEFT + share * (RIGHT - LEFT)


def head(height, title, about):
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13" role="img" aria-labelledby="title">',
        f'<title id="title">{title}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        words(16, 30, title, weight="bold", size=18),
        words(16, 54, about),
        box(LEFT, 67, 14, REACHED), words(LEFT + 20, 79, "reached"),
        box(LEFT + 90, 67, 14, MISSED), words(LEFT + 110, 79, "missed"),
    ]  # fmt: skip


def grid(top, bottom):
    """A line for each mark beside the bars of one row."""
    lines = []
    for mark in MARKS:
        stroke = f'stroke="{INK}" stroke-width="2"' if mark == 1 else f'stroke="{FAINT}"'
        lines.append(f'<line x1="{place(mark):.1f}" y1="{top}" x2="{place(mark):.1f}" y2="{bottom}" {stroke}/>')
    return lines


def scale(y):
    """What the marks are, below all rows."""
    return [words(place(mark), y, "target" if mark == 1 else f"{mark:g} x", anchor="middle") for mark in MARKS]


def bar(figure, y):
    """From the target's line to the figure's place; its name before, its value behind."""
    distance, line = figure.distance, place(1)
    end = place(distance)
    colour = REACHED if distance <= 1 else MISSED
    left, width = min(line, end), max(abs(end - line), 2)
    text = f"{value(figure)}, {target(figure)}"
    return [
        words(LEFT - 10, y + 14, shortened(figure.name), anchor="end", size=12),
        f'<rect x="{left:.1f}" y="{y + 3}" width="{width:.1f}" height="{BAR - 7}" fill="{colour}"/>',
        words(RIGHT + 12, y + 14, text),
    ]


def box(x, y, size, colour):
    return f'<rect x="{x}" y="{y}" width="{size}" height="{size}" fill="{colour}"/>'


def words(x, y, text, anchor="start", weight="normal", size=13):
    return (
        f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}" fill="{INK}">'
        f"{escape(text)}</text>"
    )


def shortened(text):
    return text if len(text) <= ROOM else text[: ROOM - 1].rstrip() + "…"
