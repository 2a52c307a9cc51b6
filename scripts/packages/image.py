"""The image: one layer with the program and what it loads, zone files and certificates, in the OCI's image layout.

https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md"""

import gzip
import hashlib
import json
import re
import time
from pathlib import Path

from packages.tools import refuse, run
from packages.tree import Tree

USER = 10001
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
ZONES = Path("/usr/share/zoneinfo")
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
CONFIGURATION = "application/vnd.oci.image.config.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"


def package(files, release, out):
    plain = layer(files, release)
    packed = gzip.compress(plain, 9, mtime=0)
    layout = Layout(release.epoch)
    description = {
        "mediaType": LAYER,
        "digest": layout.add(packed),
        "size": len(packed),
    }
    settings = layout.document(configuration(release, digest(plain)))
    manifest = layout.document(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": {"mediaType": CONFIGURATION, **settings},
            "layers": [description],
        }
    )
    named = {"mediaType": MANIFEST, **manifest, "annotations": {"org.opencontainers.image.ref.name": release.version}}
    place = out / f"{release.stem}.oci.tar"
    place.write_bytes(layout.tar({"schemaVersion": 2, "mediaType": INDEX, "manifests": [named]}))
    return place


class Layout:
    """An image layout in the making."""

    def __init__(self, epoch):
        self.tree = Tree(epoch)

    def add(self, content):
        """Keeps content by its digest, and answers that."""
        name = digest(content)
        self.tree.file(f"blobs/{name.replace(':', '/')}", content)
        return name

    def document(self, value):
        content = encoded(value)
        return {"digest": self.add(content), "size": len(content)}

    def tar(self, index):
        self.tree.file("index.json", encoded(index))
        self.tree.file("oci-layout", encoded({"imageLayoutVersion": "1.0.0"}))
        return self.tree.tar()


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def encoded(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def configuration(release, difference):
    return {
        "architecture": release.machine,
        "os": "linux",
        "created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(release.epoch)),
        "config": {
            "User": f"{USER}:{USER}",
            "Env": ["PATH=/usr/bin", "HOME=/var/lib/keyshift", "KEYSHIFT_HOME=/var/lib/keyshift"],
            "Entrypoint": ["/usr/bin/keyshift"],
            "Cmd": ["help"],
            "WorkingDir": "/var/lib/keyshift",
            "Volumes": {"/var/lib/keyshift": {}},
            "Labels": {
                "org.opencontainers.image.title": "Keyshift",
                "org.opencontainers.image.version": release.version,
                "org.opencontainers.image.revision": release.commit,
                "org.opencontainers.image.authors": release.maintainer,
                "org.opencontainers.image.licenses": "MIT",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": [difference]},
        "history": [{"created_by": "scripts/package"}],
    }


def layer(files, release):
    tree = Tree(release.epoch)
    tree.file("usr/bin/keyshift", release.program.read_bytes(), 0o755)
    for place, file in files.installed.items():
        if place.startswith("share/keyshift/"):
            tree.file(f"usr/{place}", file.read_bytes())
    for place in libraries(release.program):
        tree.file(place.lstrip("/"), Path(place).resolve().read_bytes(), 0o755)
    zones(tree)
    tree.file(str(CERTIFICATES).lstrip("/"), certificates())
    tree.file("etc/passwd", f"keyshift:x:{USER}:{USER}:Keyshift:/var/lib/keyshift:/usr/bin/keyshift\n".encode())
    tree.file("etc/group", f"keyshift:x:{USER}:\n".encode())
    tree.file("etc/nsswitch.conf", b"hosts: files dns\n")
    tree.folder("tmp", 0o1777)
    tree.above("var/lib/keyshift/")
    tree.folder("var/lib/keyshift", 0o700, USER)
    return tree.tar()


def libraries(program):
    """What the loader finds for the program, by the names that it looks for, and the loader itself."""
    said = run(["ldd", program])
    missing = re.findall(r"^\s*(\S+) => not found", said, flags=re.MULTILINE)
    if missing:
        refuse(f"{program} needs {', '.join(missing)}, which is not here")
    return sorted(re.findall(r"(?:=> |^\s*)(/\S+) \(0x", said, flags=re.MULTILINE))


def zones(tree):
    """The zone files; those that are there twice, as posix and right, only once."""
    for file in sorted(ZONES.rglob("*")):
        name = str(file.relative_to(ZONES))
        if name == "localtime" or name.startswith(("posix/", "right/")) or file.is_dir():
            continue
        if file.is_symlink() and not str(file.readlink()).startswith("/"):
            tree.link(f"usr/share/zoneinfo/{name}", str(file.readlink()))
        else:
            tree.file(f"usr/share/zoneinfo/{name}", file.resolve().read_bytes())


def certificates():
    if not CERTIFICATES.is_file():
        refuse(f"{CERTIFICATES} is not here; scripts/setup package installs ca-certificates")
    return CERTIFICATES.read_bytes()
