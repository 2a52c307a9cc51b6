"""The files that are installed, by their places below the prefix /usr."""

import gzip
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from packages.tools import refuse

DOCUMENTS = ["README.md", "CHANGELOG.md", "docs"]


@dataclass(frozen=True)
class Files:
    """Pairs of a place, such as bin/keyshift, and the file that goes there."""

    root: Path
    installed: dict[str, Path]

    @classmethod
    def of(cls, root, release, work):
        made = cls.manual(root, release, work / "manual")
        installed = {"bin/keyshift": release.program}
        for script in sorted((root / "scripts/automations").rglob("*.lua")):
            installed[f"share/keyshift/automations/{script.relative_to(root / 'scripts/automations')}"] = script
        for page in sorted((made / "man").rglob("*.[17]")):
            packed = page.with_name(page.name + ".gz")
            packed.write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
            installed[f"share/man/{page.parent.name}/{packed.name}"] = packed
        completions = made / "completions"
        installed["share/bash-completion/completions/keyshift"] = completions / "bash/keyshift"
        installed["share/zsh/site-functions/_keyshift"] = completions / "zsh/_keyshift"
        installed["share/fish/vendor_completions.d/keyshift.fish"] = completions / "fish/keyshift.fish"
        for document in cls.documents(root):
            installed[f"share/doc/keyshift/{document.relative_to(root)}"] = document
        answers = work / "MAINTAINER"
        answers.write_text(release.maintainer + "\n")
        installed["share/doc/keyshift/MAINTAINER"] = answers
        return cls(root, installed)

    @staticmethod
    def manual(root, release, folder):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)}
        done = subprocess.run([root / "scripts/manual", folder, "--program", release.program], env=environment)
        if done.returncode != 0:
            refuse("scripts/manual made no pages")
        return folder

    @staticmethod
    def documents(root):
        for name in DOCUMENTS:
            place = root / name
            yield from sorted(one for one in place.rglob("*") if one.is_file()) if place.is_dir() else [place]

    def text(self, path):
        """A file of the packager's own."""
        return (Path(__file__).parent / path).read_text()
