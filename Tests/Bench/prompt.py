"""Completion at the prompt on a terminal, in a workspace of 5,000 devices and 1,000 groups."""

import json
import os

from context import NotMeasured
from figure import Figure, Samples
from processes import run
from sandboxes import Sandbox, environment

# Debian's own Python, which has Debian's pexpect.
PYTHON = "/usr/bin/python3"
SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keypresses.py")
SANDBOX = ["--devices", "5000", "--groups", "1000"]
TARGET = 50


def measure(context):
    if not os.path.exists(PYTHON):
        raise NotMeasured(f"there is no {PYTHON}")
    with Sandbox(context.keyshift, *SANDBOX) as sandbox:
        variables = environment(context.folder, sandbox.address) | {"TERM": "xterm", "NO_COLOR": "1"}
        ran = run([PYTHON, "-I", "-B", SCRIPT, context.keyshift, str(context.count(50))], variables)
    if not ran.stdout:
        raise NotMeasured("there is no pexpect; Debian has it as python3-pexpect, for its own Python")
    return [figure(what, taken) for what, taken in json.loads(ran.stdout).items()]


def figure(what, taken):
    note = f"the median is {Samples(taken).median:.1f} ms"
    return Figure(f"{what}, the slowest", Samples([max(taken)]), "ms", target=("most", TARGET), note=note)
