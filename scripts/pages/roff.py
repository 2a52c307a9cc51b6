"""Text as the macros of man(7)."""

import re


def escaped(text):
    """Text that is shown as it is: no sign of it is a request or an escape, and each - can be copied as one."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def quoted(text):
    """Text as one argument of a macro."""
    return '"' + escaped(text).replace('"', "\\(dq") + '"'


class Page:
    """A page that is written from its head to its end."""

    def __init__(self, name, section, date, version, abstract):
        self.lines = [f'.TH {quoted(name.upper())} {section} "{date}" {quoted("Keyshift " + version)} {quoted("Keyshift")}']
        # Lines end where words do: an option that is folded cannot be copied.
        self.lines += [".nh", ".ad l"]
        self.section("NAME")
        self.lines.append(f"{escaped(name)} \\- {escaped(abstract.rstrip('.'))}")

    def section(self, name):
        self.lines.append(f".SH {quoted(name)}")

    def part(self, name):
        self.lines.append(f".SS {quoted(name)}")

    def paragraphs(self, text):
        for number, one in enumerate(text.split("\n\n")):
            self.lines += ([".PP"] if number else []) + [escaped(one)]

    def again(self):
        """Begins a paragraph behind a list."""
        self.lines.append(".PP")

    def bold(self, words, rest=""):
        self.lines.append(f"\\fB{escaped(words)}\\fR{rest}")

    def entry(self, head, about):
        self.lines += [".TP", head, escaped(about)]

    def rows(self, rows):
        for name, about in rows:
            self.entry(f"\\fB{escaped(name)}\\fR", about.strip())

    def text(self):
        return "\n".join(self.lines) + "\n"


def value(name):
    return f"\\fI{escaped(name)}\\fR"
