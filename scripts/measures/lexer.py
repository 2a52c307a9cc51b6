"""Swift and C as tokens: without comments and without the text of strings, but with what a string interpolates."""

import re

PIECE = re.compile(
    r'''[ \t\r\f]+
    | (?P<newline>\n)
    | (?P<comment>//[^\n]*)
    | (?P<block>/\*)
    | (?P<string>\#*(?:"""|"))
    | (?P<word>[A-Za-z_]\w*|`\w[^`\n]*`|\$\d+)
    | (?P<number>\d[\w]*(?:\.\d\w*)?)
    | (?P<mark>->|\?\?|[^\w\s])
    ''',
    re.VERBOSE,
)

BLOCK_EDGE = re.compile(r"/\*|\*/")

CHARACTER = re.compile(r"'(?:[^'\\\n]|\\.)*'")


class Token:
    """A word, number or mark, and the line that it is on; the text of a string is the token `""`."""

    __slots__ = ("text", "line", "is_word")

    def __init__(self, text, line, is_word=False):
        self.text = text
        self.line = line
        self.is_word = is_word


class Lexer:
    """Reads one text from its start to its end."""

    def __init__(self, text, language="swift"):
        self.text = text
        self.place = 0
        self.line = 1
        self.is_c = language == "c"
        self.tokens = []

    def read(self):
        self.code(closing=False)
        return self.tokens

    def add(self, text, is_word=False):
        self.tokens.append(Token(text, self.line, is_word))

    def code(self, *, closing):
        """Reads code up to its end, or past the parenthesis that closes an interpolation."""
        depth = 0
        text, match = self.text, PIECE.match
        while self.place < len(text):
            if self.is_c and text[self.place] == "'" and (found := CHARACTER.match(text, self.place)):
                self.place = found.end()
                self.add('""')
                continue
            piece = match(text, self.place)
            self.place = piece.end()
            kind = piece.lastgroup
            if kind is None or kind == "comment":
                continue
            if kind == "newline":
                self.line += 1
            elif kind == "word":
                self.add(piece.group().strip("`"), is_word=True)
            elif kind == "block":
                self.block()
            elif kind == "string" and '"' in piece.group():
                self.string(piece.group())
            else:
                mark = piece.group()
                if closing:
                    depth += {"(": 1, ")": -1}.get(mark, 0)
                    if depth < 0:
                        return
                self.add(mark)

    def block(self):
        depth = 1
        while depth and (edge := BLOCK_EDGE.search(self.text, self.place)):
            self.line += self.text.count("\n", self.place, edge.end())
            self.place = edge.end()
            if self.is_c:
                depth = 0 if edge.group() == "*/" else 1
            else:
                depth += 1 if edge.group() == "/*" else -1

    def string(self, opening):
        """Reads a string whose opening was read: one quote or three, with any number signs before them."""
        quotes = opening.strip("#")
        signs = "#" * opening.count("#")
        if self.is_c and len(quotes) == 3:
            self.place -= 2
            quotes = '"'
        self.add('""')
        edge = re.compile(rf"{quotes}{signs}|\\{signs}[\s\S]|\n")
        while found := edge.search(self.text, self.place):
            self.place = found.end()
            if found.group() == quotes + signs:
                return
            self.line += found.group().count("\n")
            if found.group().endswith("(") and not self.is_c:
                self.add("(")
                self.code(closing=True)
                self.add(")")


def tokens(text, language="swift"):
    return Lexer(text, language).read()
