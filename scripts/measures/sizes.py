"""Lengths and shares: of files, of functions, of documented declarations, of comments."""

from dataclasses import dataclass, field

SHORT_FILE = 30
LONG_FUNCTION = 40
BODIES = {"func", "init", "deinit", "subscript", "local func"}


@dataclass
class Sizes:
    """What is counted in a target; two of them can be added."""

    files: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    # Declarations that other targets can use, and how many of them have a `///`.
    offered: int = 0
    documented: int = 0
    # Lines that are not empty, and those of them that hold nothing but a comment.
    lines: int = 0
    comments: int = 0

    def __add__(self, other):
        return Sizes(
            self.files + other.files, self.functions + other.functions, self.offered + other.offered,
            self.documented + other.documented, self.lines + other.lines, self.comments + other.comments,
        )

    def add_text(self, text):
        self.files.append(text.count("\n"))
        in_block = False
        for line in map(str.strip, text.split("\n")):
            self.lines += line != ""
            in_block = in_block or line.startswith("/*")
            self.comments += in_block or line.startswith("//")
            in_block = in_block and "*/" not in line

    def add_swift(self, text, file):
        self.add_text(text)
        lines = text.split("\n")
        for made in file.declarations:
            if made.kind in BODIES and made.has_body:
                self.functions.append(made.last - made.line + 1)
            if made.access in ("public", "package") and made.kind != "extension":
                self.offered += 1
                self.documented += made.first > 1 and lines[made.first - 2].lstrip().startswith("///")

    def add_c(self, text, file):
        self.add_text(text)
        self.functions += [function.last - function.line + 1 for function in file.functions]

    def row(self):
        """The cells of this target in the table."""
        return [
            str(len(self.files)),
            spread(self.files),
            share(sum(length < SHORT_FILE for length in self.files), len(self.files)),
            str(len(self.functions)),
            spread(self.functions),
            str(sum(length > LONG_FUNCTION for length in self.functions)),
            str(self.offered),
            share(self.documented, self.offered, digits=1),
            share(self.comments, self.lines, digits=1),
        ]


# Said below the table.
LEGEND = "lines: median/90th percentile/most; offered: public and package declarations; comments: of lines with text"

HEAD = ["files", "lines", "<30", "functions", "lines", ">40", "offered", "with ///", "comments"]


def spread(lengths):
    """Median, 90th percentile and greatest."""
    if not lengths:
        return "-"
    ordered = sorted(lengths)
    return f"{ordered[len(ordered) // 2]}/{ordered[len(ordered) * 9 // 10]}/{ordered[-1]}"


def share(part, whole, digits=0):
    return f"{100 * part / whole:.{digits}f} %" if whole else "-"


def table(rows):
    """Rows of cells as aligned lines, the first column to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))])
        for row in rows
    ]
