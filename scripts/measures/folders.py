"""Which folder of a Swift target uses which other one, and by which names.

The folders are those directly below the target; files beside them make up the folder ".". A file of A uses B if it
names a type, or a global function or constant, that B declares; or a member that only extensions in B declare. On a
value of unknown type such a member counts only if no other folder, no other target and not the standard library has a
member of that name, and if A names the extended type at all. Names that are local, or declared in a type around, are
the file's own.
"""

from collections import defaultdict
from dataclasses import dataclass

from measures.declarations import TYPES

# Members of the standard library, of NIO and of most types: one of them on a value of unknown type says nothing.
COMMON = set("""
    abs add allCases allSatisfy append apply array as async await base body bool bytes capacity channel clear clock
    close code compactMap compare components contains content context copy count data date dates debugDescription
    decode description distance dropFirst dropLast elements encode end endIndex enumerated error events fields file
    filter find finish first firstIndex firstRange flatMap flush forEach formIndex formatted get hasPrefix hasSuffix
    hash host id index indices init insert integer intersection isEmpty items joined json key keys kind last
    lastIndex length line lines list load lowercased magnitude map mapValues max member merge message min minutes
    name names next now object offset one open optional partition path popLast port position prefix print range
    rawValue read reduce remove removeAll removeFirst removeLast removeValue replace reply request reserveCapacity
    reset resume reversed root round rounded run seconds self send set shuffled shutdown size sleep sort sorted
    source split start startIndex starts state status stop string subscript subtract suffix sum text time trimmed
    type underlying union update uppercased utf8 uuid validate value values wait where with withLock write writer
    yield zip zone
""".split())


@dataclass(frozen=True)
class Mention:
    """One use of a name that another folder declares."""

    path: str
    line: int
    name: str
    declared: str


@dataclass(frozen=True)
class Place:
    """Where a name is declared."""

    folder: str
    path: str
    declaration: object


class Target:
    """The files of one target, read.

    `files` is {path within the target: SwiftFile}; `foreign` holds the names that other targets declare for all to use.
    """

    def __init__(self, files, foreign=frozenset()):
        self.files = files
        self.foreign = foreign
        self.types = defaultdict(list)
        self.globals = defaultdict(list)
        self.nested = defaultdict(list)
        self.members = defaultdict(list)
        self.protocols = set()
        # Names by the type that has them, and types by the folder that speaks of them.
        self.names_of = defaultdict(set)
        self.known = defaultdict(set)
        for path, file in files.items():
            for declaration in file.declarations:
                self.note(Place(folder_of(path), path, declaration))
            self.known[folder_of(path)].update(use.name for use in file.uses)
            self.known[folder_of(path)].update(made.name for made in file.declarations if made.kind in TYPES)

    def note(self, place):
        declaration = place.declaration
        is_type = declaration.kind in TYPES or declaration.kind == "typealias"
        if declaration.kind in ("extension", "local func", "init", "deinit", "subscript"):
            return
        if declaration.inside:
            owner = declaration.inside[-1]
            self.members[declaration.name].append(place)
            self.names_of[owner].add(declaration.name)
            if is_type:
                self.nested[owner, declaration.name].append(place)
        elif is_type:
            self.types[declaration.name].append(place)
            if declaration.kind == "protocol":
                self.protocols.add(declaration.name)
        else:
            self.globals[declaration.name].append(place)

    def mentions(self):
        """{folder: {other folder: [mentions]}}"""
        edges = defaultdict(lambda: defaultdict(list))
        for path, file in sorted(self.files.items()):
            folder = folder_of(path)
            for use in file.uses:
                place = self.place(use, path, file)
                if place and place.folder != folder:
                    edges[folder][place.folder].append(Mention(path, use.line, use.name, place.path))
        return edges

    def place(self, use, path, file):
        """The only place that a use can mean, or None if there are more, or it is something else."""
        if use.owner is None:
            return self.bare(use, path, file)
        if nested := self.nested.get((use.owner, use.name)):
            return visible(nested, path)
        if use.owner[:1].isupper():
            return self.member_of_type(use, path)
        return self.member(use, path)

    def bare(self, use, path, file):
        if use.is_label or use.name in file.locals.get(use.body, ()) or use.name in file.generics:
            return None
        for name in reversed(use.inside):
            if nested := self.nested.get((name, use.name)):
                return visible(nested, path)
        if found := self.types.get(use.name):
            return visible(found, path)
        is_own = any(use.name in self.names_of[name] for name in use.inside)
        if (found := self.globals.get(use.name)) and not is_own:
            return visible(found, path)
        return self.member(use, path) if is_own or self.is_default(use) else None

    def is_default(self, use):
        """True for a name that the extension of a protocol declares: any type may have it by that protocol."""
        return bool(use.inside) and any(
            place.declaration.inside[-1] in self.protocols for place in self.members.get(use.name, ())
        )

    def member_of_type(self, use, path):
        """The place of a static member whose type stands before the dot."""
        places = [place for place in self.members.get(use.name, ()) if place.declaration.inside[-1] == use.owner]
        is_clear = len({place.folder for place in places}) == 1
        return visible([place for place in places if place.declaration.in_extension], path) if is_clear else None

    def member(self, use, path):
        """The place of a member that extensions in a single folder declare, and nothing else that could be meant."""
        places = self.members.get(use.name)
        if not places or use.name in COMMON or use.name in self.foreign or len({place.folder for place in places}) > 1:
            return None
        if use.name in self.types or use.name in self.globals:
            return None
        known = self.known[folder_of(path)]
        return visible([
            place for place in places
            if place.declaration.in_extension
            and (place.declaration.inside[0] not in self.types or place.declaration.inside[0] in known)
        ], path)


def visible(places, path):
    """The first of the places that a file sees; those of its own folder come before others."""
    places = [place for place in places if place.path == path or not place.declaration.is_hidden]
    own = [place for place in places if place.folder == folder_of(path)]
    return (own or places or [None])[0]


def folder_of(path):
    return path.split("/")[0] if "/" in path else "."


def offered(files):
    """The names that a target declares for others."""
    return {
        declaration.name for file in files.values() for declaration in file.declarations
        if declaration.access in ("public", "package")
    }
