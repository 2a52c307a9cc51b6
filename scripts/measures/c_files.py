"""The functions of C files, and which file calls or includes which."""

import re
from collections import defaultdict
from dataclasses import dataclass

from measures.lexer import tokens

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\[\s\S])*", re.MULTILINE)


@dataclass
class Function:
    """A function with a body."""

    name: str
    line: int
    last: int
    is_static: bool


@dataclass
class Call:
    """A call in a body or a macro."""

    name: str
    line: int


class CFile:
    """What is read from one file of C: functions, calls, and what it includes."""

    def __init__(self, text):
        self.functions = []
        self.calls = []
        self.includes = [(found.group(1), text.count("\n", 0, found.start(1)) + 1) for found in INCLUDE.finditer(text)]
        self.read(tokens(DIRECTIVE.sub(blank, text), "c"))
        for found in DIRECTIVE.finditer(text):
            self.read_directive(found.group(), text.count("\n", 0, found.start()))

    def read(self, words):
        depth = 0
        start = 0
        for index, token in enumerate(words):
            if token.text == "{":
                if depth == 0:
                    self.open(words, start, index)
                depth += 1
            elif token.text == "}":
                depth -= 1
                if depth == 0:
                    if self.functions and not self.functions[-1].last:
                        self.functions[-1].last = token.line
                    start = index + 1
            elif token.text == ";" and depth == 0:
                start = index + 1
            elif depth and is_call(words, index):
                self.calls.append(Call(token.text, token.line))

    def read_directive(self, text, lines_before):
        """A macro may call too; its own head, `# define NAME(`, calls nothing."""
        words = tokens(text, "c")
        if len(words) < 2 or words[1].text != "define":
            return
        self.calls += [
            Call(words[index].text, words[index].line + lines_before)
            for index in range(3, len(words)) if is_call(words, index)
        ]

    def open(self, words, start, index):
        """Notes a function if the words before a brace are the head of one."""
        head = words[start:index]
        at = next((place for place, token in enumerate(head) if token.text == "("), None)
        if not at or head[-1].text != ")" or any(token.text in ("=", "typedef") for token in head):
            return
        is_static = any(token.text == "static" for token in head[:at])
        self.functions.append(Function(head[at - 1].text, head[0].line, 0, is_static))


def is_call(words, index):
    return words[index].is_word and index + 1 < len(words) and words[index + 1].text == "("


def blank(found):
    return re.sub(r"[^\n]", " ", found.group())


def calls(files):
    """{path: {other path: [(line, name)]}} of the calls of functions that another file holds."""
    homes = {
        function.name: path for path, file in files.items() for function in file.functions
        if not function.is_static or path.endswith(".h")
    }
    edges = defaultdict(lambda: defaultdict(list))
    for path, file in files.items():
        own = {function.name for function in file.functions}
        for call in file.calls:
            home = homes.get(call.name)
            if home and home != path and call.name not in own:
                edges[path][home].append((call.line, call.name))
    return edges


def includes(files):
    """{path: {other path: [(line, name)]}} of the includes of files of the same target."""
    by_name = {path.split("/")[-1]: path for path in files}
    edges = defaultdict(lambda: defaultdict(list))
    for path, file in files.items():
        for name, line in file.includes:
            home = by_name.get(name.split("/")[-1])
            if home and home != path:
                edges[path][home].append((line, name))
    return edges
