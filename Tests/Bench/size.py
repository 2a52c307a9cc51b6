"""How large the program's file is, as it is installed and as a Debian package packs it."""

import lzma

from figure import Figure, Samples

# What must be reached, in megabytes of 1,000,000 bytes.
INSTALLED, PACKED = 45, 20
MB = 1e6

# How scripts/package packs a Debian package.
PRESET = 6


def measure(context):
    with open(context.keyshift, "rb") as file:
        program = file.read()
    context.tell("size: packing the program")
    packed = lzma.compress(program, preset=PRESET)
    return [
        Figure("the program", Samples([len(program) / MB]), "MB", target=("most", INSTALLED), row="size"),
        Figure("the program, packed", Samples([len(packed) / MB]), "MB", target=("most", PACKED), row="size", note="by xz -6"),
    ]
