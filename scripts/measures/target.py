"""One folder of Sources: its files, its sizes and its circles."""

import os
from dataclasses import dataclass, field

from measures import c_files, declarations, folders, graph
from measures.sizes import Sizes


@dataclass(frozen=True)
class Edge:
    """One place that ties a circle: a line of a file that speaks of what another folder, or file, holds."""

    path: str
    line: int
    source: str
    goal: str
    # What ties the two: a name, with the file that declares it, or nothing where a C file calls or includes the other.
    name: str
    declared: str

    def __str__(self):
        place = f" ({self.declared})" if self.declared else ""
        return f"{self.path}:{self.line}: {self.source} uses {self.name} of {self.goal}{place}, which leads back to it"


@dataclass
class Circle:
    """Folders, or files, each of which leads to every other one; `edges` are the fewest that have to go."""

    nodes: list
    edges: list

    def __str__(self):
        return "the circle " + ", ".join(self.nodes)


@dataclass
class Target:
    """What was read of it, by path."""

    name: str
    root: str
    swift: dict = field(default_factory=dict)
    c: dict = field(default_factory=dict)
    sizes: Sizes = field(default_factory=Sizes)

    def add(self, path, text):
        if path.endswith(".swift"):
            self.swift[path] = declarations.read(text)
            self.sizes.add_swift(text, self.swift[path])
        else:
            self.c[path] = c_files.CFile(text)
            self.sizes.add_c(text, self.c[path])

    def place(self, path):
        return f"{self.root}/{path}"

    def edges(self, foreign=frozenset()):
        """What leads where, as graphs {node: {node: [edges]}}: of folders, of calls in C, and of its includes."""
        graphs = [{
            source: {
                goal: [
                    Edge(self.place(one.path), one.line, source, goal, one.name, self.place(one.declared))
                    for one in mentions
                ]
                for goal, mentions in goals.items()
            }
            for source, goals in folders.Target(self.swift, foreign).mentions().items()
        }]
        for found in (c_files.calls(self.c), c_files.includes(self.c)):
            graphs.append({
                source: {
                    goal: [Edge(self.place(source), line, source, goal, name, "") for line, name in sorted(calls)]
                    for goal, calls in goals.items()
                }
                for source, goals in found.items()
            })
        return graphs

    def circles(self, foreign=frozenset()):
        found = []
        for edges in self.edges(foreign):
            weights = {
                source: {goal: len({(edge.path, edge.name) for edge in some}) for goal, some in goals.items()}
                for source, goals in edges.items()
            }
            for nodes in graph.circles(weights):
                tied = [edge for source, goal in graph.offending(weights, nodes) for edge in edges[source][goal]]
                found.append(Circle(nodes, first_of_each(tied)))
        return found


def first_of_each(edges):
    """One edge for each name in each file: the others go with it."""
    found = {}
    for edge in edges:
        found.setdefault((edge.path, edge.name), edge)
    return list(found.values())


def read(folder):
    """The targets below a folder such as Sources; what is generated does not count."""
    targets = []
    for name in sorted(os.listdir(folder)):
        target = Target(name, f"{folder}/{name}")
        for path in files(target.root):
            with open(target.place(path), encoding="utf-8") as file:
                target.add(path, file.read())
        if target.swift or target.c:
            targets.append(target)
    return targets


def files(root):
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name != "Generated")
        for name in sorted(names):
            if name.endswith((".swift", ".c", ".h")):
                yield os.path.relpath(os.path.join(folder, name), root)


def foreign(target, targets):
    """The names that the other targets offer."""
    return frozenset().union(*(folders.offered(other.swift) for other in targets if other is not target))
