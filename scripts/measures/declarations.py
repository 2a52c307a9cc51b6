"""What a Swift file declares, in which type, and what every word of it stands in. No compiler is asked."""

from measures.lexer import tokens
from measures.swift_file import Declaration, Scope, SwiftFile, Use

TYPES = {"struct", "class", "enum", "actor", "protocol"}
FUNCTIONS = {"func", "init", "deinit", "subscript"}
NAMED = TYPES | {"func", "var", "let", "typealias", "associatedtype", "case", "extension"}
ACCESS = {"public", "package", "internal", "fileprivate", "private", "open"}
MODIFIERS = ACCESS | {
    "static", "final", "mutating", "nonmutating", "override", "required", "convenience", "lazy", "weak", "unowned",
    "indirect", "nonisolated", "isolated", "dynamic", "optional", "infix", "prefix", "postfix", "consuming",
    "borrowing", "distributed", "unsafe",
}
OPENING = {"(": ")", "[": "]", "{": "}"}


class Reader:
    """Goes over the tokens of a file once."""

    def __init__(self, text):
        self.tokens = tokens(text)
        self.file = SwiftFile()
        self.scopes = [Scope((), "file", 0)]
        self.bodies = 0
        # What the next brace opens in the same scope, at the same depth of parentheses.
        self.pending = None
        self.depth = 0
        self.modifiers = []
        self.first = None

    def read(self):
        index = 0
        while index < len(self.tokens):
            index = self.step(index)
        return self.file

    @property
    def scope(self):
        return self.scopes[-1]

    def text(self, index):
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def is_word(self, index):
        return 0 <= index < len(self.tokens) and self.tokens[index].is_word

    def step(self, index):
        """Reads the token at `index`, with more where they belong together, and brings the place of the next one."""
        token = self.tokens[index]
        if not token.is_word:
            return self.mark(index)
        if self.text(index - 1) not in (".", "#"):
            if token.text in MODIFIERS or token.text == "class" and self.text(index + 1) in ("func", "var"):
                return self.modifier(index)
            if self.is_declaration(index):
                return self.declaration(index)
            if token.text == "import":
                self.forget_modifiers()
                return index + 2
            if self.scope.is_body and token.text in ("let", "var", "for"):
                self.bindings(index)
        self.use(index)
        self.forget_modifiers()
        return index + 1

    def forget_modifiers(self):
        self.modifiers = []
        self.first = None

    def mark(self, index):
        text = self.text(index)
        if text == "@" and self.is_word(index + 1):
            self.first = self.first or self.tokens[index].line
            self.use(index + 1)
            return self.attribute(index + 2)
        if text in "([":
            self.depth += 1
        elif text in ")]":
            self.depth -= 1
        elif text == "{":
            self.open(index)
            self.forget_modifiers()
        elif text == "}":
            self.close(index)
            self.forget_modifiers()
        elif text not in ",.:" and not (text == '""' and self.first):
            if self.depth == 0:
                self.forget_modifiers()
        return index + 1

    def attribute(self, index):
        """Reads past the arguments of an attribute, and keeps the line where it began."""
        if self.text(index) != "(":
            return index
        first, modifiers = self.first, self.modifiers
        index = self.through(index)
        self.first, self.modifiers = first, modifiers
        return index

    def modifier(self, index):
        token = self.tokens[index]
        self.first = self.first or token.line
        if self.text(index + 1) == "(" and self.text(index + 3) == ")":
            return index + 4
        self.modifiers.append(token.text)
        return index + 1

    def is_declaration(self, index):
        text = self.text(index)
        if text == "init" or text == "subscript":
            return not self.scope.is_body and self.text(index + 1) in ("(", "<", "?", "!")
        if text == "deinit":
            return not self.scope.is_body
        if text not in NAMED:
            return False
        if self.scope.is_body and text in ("case", "let", "var", "extension"):
            return False
        if text == "class" and self.text(index - 1) == ":":
            return False
        return self.is_word(index + 1) or text == "func" or (text in ("let", "var") and self.text(index + 1) == "(")

    def declaration(self, index):
        token = self.tokens[index]
        if token.text == "case":
            return self.cases(index)
        name_at = index + 1
        if token.text in ("init", "deinit", "subscript"):
            name, name_at = token.text, index
        elif token.text == "extension":
            return self.extension(index)
        elif token.text in ("let", "var") and self.text(name_at) == "(":
            return self.tuple(index)
        else:
            name = self.text(name_at)
        declaration = self.declare(token.text, name, token.line)
        if token.text in TYPES:
            self.expect(token.text, declaration)
            self.generics(name_at + 1)
        elif token.text in FUNCTIONS:
            self.expect("body", declaration)
            self.parameters(name_at + 1)
        elif token.text == "var":
            self.expect("body", declaration)
        self.forget_modifiers()
        return name_at + 1

    def expect(self, kind, declaration):
        self.pending = (len(self.scopes), self.depth, kind, declaration)

    def declare(self, kind, name, line):
        access = next((word for word in self.modifiers if word in ACCESS), "")
        if self.scope.is_hidden and not access:
            access = "private"
        declaration = Declaration(
            kind, name, line, self.first or line, self.scope.inside, self.scope.kind == "extension", access
        )
        declaration.last = line
        if self.scope.is_body:
            self.local(name)
            if kind in FUNCTIONS:
                declaration.kind = "local func"
                self.file.declarations.append(declaration)
        else:
            self.file.declarations.append(declaration)
        return declaration

    def tuple(self, index):
        """`let (a, b) = …`"""
        index += 2
        while self.text(index) not in (")", ""):
            if self.is_word(index):
                self.declare("let", self.text(index), self.tokens[index].line)
            index += 1
        self.forget_modifiers()
        return index + 1

    def cases(self, index):
        """`case a, b(Int), c = 1` in an enumeration."""
        while True:
            index += 1
            self.declare("case", self.text(index), self.tokens[index].line)
            index += 1
            if self.text(index) == "(":
                index = self.through(index)
            if self.text(index) == "=":
                index += 3 if self.text(index + 1) == "-" else 2
            if self.text(index) != "," or not self.is_word(index + 1):
                self.forget_modifiers()
                return index

    def through(self, index):
        """Reads from an opening parenthesis past the one that closes it."""
        depth = self.depth
        index = self.mark(index)
        while self.depth > depth and index < len(self.tokens):
            index = self.step(index)
        return index

    def extension(self, index):
        words = []
        line = self.tokens[index].line
        at = index + 1
        while True:
            words.append(self.text(at))
            self.use(at)
            if self.text(at + 1) != "." or not self.is_word(at + 2):
                break
            at += 2
        access = next((word for word in self.modifiers if word in ACCESS), "")
        declaration = Declaration("extension", ".".join(words), line, self.first or line, (), False, access, line)
        self.file.declarations.append(declaration)
        self.expect("extension", declaration)
        self.forget_modifiers()
        return at + 1

    def generics(self, index):
        """Notes the names between `<` and `>` behind a declared name, which are its own."""
        if self.text(index) != "<":
            return
        while self.text(index) not in (">", "{", ""):
            if self.text(index) in ("<", ",") and self.is_word(index + 1):
                self.file.generics.add(self.text(index + 1))
            index += 1

    def parameters(self, index):
        """Notes the names of parameters as local ones of the body that follows."""
        self.generics(index)
        while self.text(index) not in ("(", "{", "}", ""):
            index += 1
        depth = 0
        body = self.scope.body or self.bodies + 1
        while self.text(index):
            text = self.text(index)
            depth += (text in OPENING) - (text in OPENING.values())
            if depth == 0:
                return
            if text == ":" and depth == 1 and self.is_word(index - 1):
                self.local(self.text(index - 1), body)
            index += 1

    def local(self, name, body=None):
        self.file.locals.setdefault(body or self.scope.body, set()).add(name)

    def bindings(self, index):
        """The names that `let`, `var` or `for` bring into a body."""
        index += 1
        while self.text(index) in ("case", "let", "var", "await", "try"):
            index += 1
        if self.is_word(index) and self.text(index + 1) not in (".", "("):
            self.local(self.text(index))
            return
        while self.text(index) not in ("(", "=", "in", "{", ":", ""):
            index += 1
        if self.text(index) != "(":
            return
        depth = 0
        while self.text(index):
            text = self.text(index)
            depth += (text == "(") - (text == ")")
            if depth == 0:
                return
            if self.is_word(index) and self.text(index + 1) in (",", ")"):
                self.local(text)
            index += 1

    def open(self, index):
        scope = self.scope
        if self.pending and self.pending[:2] == (len(self.scopes), self.depth):
            kind, declaration = self.pending[2:]
            self.pending = None
        else:
            kind, declaration = "body", None
        if kind == "body":
            body = scope.body
            if not body:
                self.bodies += 1
                body = self.bodies
            self.scopes.append(Scope(scope.inside, "body", body, declaration))
            self.closure(index, body)
        else:
            inside = scope.inside + tuple(declaration.name.split("."))
            hidden = declaration.is_hidden or scope.is_hidden
            self.scopes.append(Scope(inside, kind, scope.body, declaration, hidden))
        self.scope.depth_before = self.depth
        self.depth = 0

    def closure(self, index, body):
        """The parameters of a closure: the words from its brace to `in`, if they are nothing but parameters."""
        names = []
        at = index + 1
        depth = 0
        while at < index + 60:
            text = self.text(at)
            if text == "in" and depth == 0:
                for name in names:
                    self.local(name, body)
                return
            depth += (text in "([") - (text in ")]") if text else 0
            if text in ("{", "}", "", "=", ";", "for", "let", "var", "if", "return"):
                return
            if self.is_word(at) and self.text(at + 1) in (",", "in", ":", ")", "]", "-", "->", "throws", "async"):
                names.append(text)
            at += 1

    def close(self, index):
        if len(self.scopes) == 1:
            return
        scope = self.scopes.pop()
        self.depth = scope.depth_before
        if scope.declaration:
            scope.declaration.last = self.tokens[index].line
            scope.declaration.has_body = True
        if self.pending and self.pending[0] > len(self.scopes):
            self.pending = None

    def use(self, index):
        name = self.text(index)
        owner = None
        if self.text(index - 1) == ".":
            before = index - 2
            if self.text(before) in ("?", "!"):
                before -= 1
            owner = self.text(before) if self.is_word(before) else ""
        is_label = self.is_label(index) or self.is_label(index - 1) and self.text(index + 1) == ":"
        self.file.uses.append(Use(name, self.tokens[index].line, owner, self.scope.inside, self.scope.body, is_label))


    def is_label(self, index):
        """True for the name of an argument, or the first one of a parameter, which may have two."""
        is_before_colon = self.text(index + 1) == ":" or self.is_word(index + 1) and self.text(index + 2) == ":"
        return self.is_word(index) and self.text(index - 1) in ("(", ",") and is_before_colon


def read(text):
    return Reader(text).read()
