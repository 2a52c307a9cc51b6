"""What is read from one file of Swift."""

from dataclasses import dataclass, field


@dataclass
class Declaration:
    """A name that a file declares outside of bodies, or a function in a body."""

    kind: str
    name: str
    line: int
    # The first line of it, with its attributes and modifiers.
    first: int
    # The types that it is in, from the outside to the inside; those of an extension are its words.
    inside: tuple
    in_extension: bool
    access: str
    last: int = 0
    has_body: bool = False

    @property
    def is_hidden(self):
        return self.access in ("private", "fileprivate")


@dataclass
class Scope:
    """What a brace has opened: a type, or a body."""

    inside: tuple
    kind: str
    # Which function of the file this is in, the outermost one; 0 outside of all.
    body: int
    declaration: Declaration | None = None
    is_hidden: bool = False
    # How many parentheses were open before its brace.
    depth_before: int = 0

    @property
    def is_body(self):
        return self.kind == "body"


@dataclass
class Use:
    """A word of a file that is no declaration; what stands around it tells what it can mean."""

    name: str
    line: int
    # The word before its dot; "" for another expression before a dot, None without a dot.
    owner: str | None
    inside: tuple
    body: int
    is_label: bool


@dataclass
class SwiftFile:
    """All that is read from one file."""

    declarations: list = field(default_factory=list)
    uses: list = field(default_factory=list)
    # The names that bodies declare, by the number of the outermost body.
    locals: dict = field(default_factory=dict)
    # The names of generic parameters.
    generics: set = field(default_factory=set)
