"""What the measurements in Python share: how their tables look."""


def markdown(cells):
    """A table in Markdown whose columns are aligned; the first row is its head."""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    rows = [cells[0], ["-" * width for width in widths], *cells[1:]]
    return "".join("| " + " | ".join(text.ljust(width) for text, width in zip(row, widths)) + " |\n" for row in rows)
