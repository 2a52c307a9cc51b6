"""Follows an image in the OCI's layout from its index to its one layer, whose digest is printed."""

import gzip
import hashlib
import json
import sys
from pathlib import Path


def main(folder):
    assert json.loads((folder / "oci-layout").read_text()) == {"imageLayoutVersion": "1.0.0"}
    manifest = document(folder, json.loads((folder / "index.json").read_text())["manifests"][0])
    settings = document(folder, manifest["config"])
    [layer] = manifest["layers"]
    packed = content(folder, layer)
    plain = "sha256:" + hashlib.sha256(gzip.decompress(packed)).hexdigest()
    assert settings["rootfs"]["diff_ids"] == [plain], "the layer is not what the configuration says"
    assert settings["config"]["User"].split(":")[0] not in ("", "0", "root"), "the image runs as root"
    print(layer["digest"].removeprefix("sha256:"))


def document(folder, description):
    return json.loads(content(folder, description))


def content(folder, description):
    """What a description stands for, of the size that it says."""
    kept = (folder / "blobs" / description["digest"].replace(":", "/")).read_bytes()
    assert len(kept) == description["size"], f"{description['digest']} has another size"
    return kept


main(Path(sys.argv[1]))
