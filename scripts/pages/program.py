"""What the program says of itself."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field


@dataclass
class Command:
    """A command, or the program itself, as the parser of its command line describes it."""

    words: list[str]
    abstract: str
    discussion: str
    arguments: list[dict]
    commands: list["Command"] = field(default_factory=list)

    @classmethod
    def of(cls, described, above=()):
        words = [*above, described["commandName"]]
        shown = [one for one in described.get("subcommands", []) if one.get("shouldDisplay", True)]
        return cls(
            words=words,
            abstract=described.get("abstract", ""),
            discussion=described.get("discussion", ""),
            arguments=[one for one in described.get("arguments", []) if one.get("shouldDisplay", True)],
            commands=[cls.of(one, words) for one in shown if one["commandName"] != "help"],
        )


@dataclass
class Topic:
    """A page of help about no command: its parts are paragraphs, or lists of (name, about)."""

    name: str
    abstract: str
    parts: list

    @classmethod
    def of(cls, name, text):
        abstract, *blocks = text.rstrip("\n").split("\n\n")
        return cls(name, abstract, [cls.part(block) for block in blocks])

    @staticmethod
    def part(block):
        if not block.startswith("  "):
            return block
        return [tuple(line.strip().split("  ", 1)) for line in block.split("\n")]


class Program:
    """The program's file."""

    def __init__(self, file):
        self.file = os.path.abspath(file)

    def said(self, *words):
        try:
            done = subprocess.run([self.file, *words], capture_output=True, text=True, env={"PATH": os.defpath})
        except OSError as error:
            sys.exit(f"scripts/manual: {self.file} cannot be started ({error.strerror}); scripts/build-release makes it")
        if done.returncode != 0:
            sys.exit(f"scripts/manual: keyshift {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def root(self):
        return Command.of(json.loads(self.said("--experimental-dump-help"))["command"])

    def topics(self):
        names = [name for name, _ in Topic.of("topics", self.said("help", "topics")).parts[0]]
        return [Topic.of(name, self.said("help", name)) for name in names]

    def version(self):
        return self.said("--version").split("\n")[0].split(" ")[1]
