"""The archive: bin and share as they are installed, the unit, and install.sh."""

import lzma

from packages.tree import Tree


def package(files, release, out):
    name = f"keyshift-{release.version}"
    tree = Tree(release.epoch)
    for place, file in files.installed.items():
        tree.file(f"{name}/{place}", file.read_bytes())
    tree.file(f"{name}/lib/systemd/system/keyshift.service", (files.root / "docs/keyshift.service").read_bytes())
    tree.file(f"{name}/LICENSE", (files.root / "LICENSE").read_bytes())
    tree.file(f"{name}/install.sh", files.text("install.sh").encode())
    packed = out / f"{release.stem}.tar.xz"
    packed.write_bytes(lzma.compress(tree.tar(), preset=6))
    return packed
