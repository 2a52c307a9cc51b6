"""The commits that touched what the programs are built from, and a tree in which one of them is built."""

import os

from processes import run

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
SOURCES = ["Sources", "Package.swift"]

# The longest that one build may take, in seconds: the first one begins with nothing.
BUILD_PATIENCE = 3600


def git(*arguments, folder=ROOT):
    return run(["git", *arguments], folder=folder).stdout.strip()


def hash_of(commit):
    """The short hash of a commit, by whatever name of it."""
    return git("rev-parse", "--short", "--verify", f"{commit}^{{commit}}")


def changed_files():
    """The sources that are not as the commit has them."""
    return git("status", "--porcelain", "--", *SOURCES)


def log(base):
    """A line for each commit behind `base` that touched the sources, newest first."""
    return git("log", "--oneline", f"{base}..HEAD", "--", *SOURCES).splitlines()


def behind(base):
    """The commits behind `base` that touched the sources, oldest first, each by its first parent."""
    options = ["--first-parent", "--reverse", "--abbrev-commit"]
    return git("rev-list", *options, f"{base}..HEAD", "--", *SOURCES).splitlines()


def subject(commit):
    return git("log", "-1", "--format=%h %s", commit)


class Checkout:
    """A tree of its own that goes from commit to commit, so that each build begins with what the one before left."""

    def __init__(self, tell):
        self.folder, self.tell = f"{ROOT}/.build/bisect", tell

    def build(self, commit):
        """Builds the programs as they were, and answers their folder."""
        self.tell(f"building {subject(commit)}")
        if os.path.exists(f"{self.folder}/.git"):
            git("checkout", "--quiet", "--detach", commit, folder=self.folder)
        else:
            git("worktree", "add", "--quiet", "--force", "--detach", self.folder, commit)
        built = run(["scripts/build-release", "--bench"], patience=BUILD_PATIENCE, folder=self.folder)
        return built.stdout.splitlines()[-1]
