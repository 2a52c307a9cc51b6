"""Runs a program and tells what it took: time, processor time, memory."""

import contextlib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

SPAWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "spawn.py")

# The longest that a program may take, in seconds, unless its caller says otherwise.
PATIENCE = 600


class Failed(Exception):
    """A program ended otherwise than it had to."""


@dataclass
class Ran:
    """What a program took: seconds by the clock, seconds of processor time, the most resident memory in bytes."""

    seconds: float
    cpu: float
    peak: int
    stdout: str
    stderr: str


def run(command, environment=None, expected=0, patience=PATIENCE, folder=None):
    """Runs a program to its end, with nothing to read, and raises Failed unless it ends with `expected`.

    It is started by a small process in between: what Linux tells of the memory of a child begins with that of the
    process that started it, and this one may be large.
    """
    with tempfile.TemporaryFile("w+") as stdout, tempfile.TemporaryFile("w+") as stderr:
        reader, writer = os.pipe()
        between = subprocess.Popen(
            [sys.executable, "-I", "-S", SPAWN, str(writer), str(patience), *command],
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment, cwd=folder, pass_fds=[writer],
        )  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as pipe, ended(between):
            measured = pipe.read().split()
        stdout.seek(0)
        stderr.seek(0)
        if not measured:
            raise Failed(f"{command[0]} cannot be started:\n{stderr.read()[-500:]}")
        code = int(measured[3])
        ran = Ran(float(measured[0]), float(measured[1]), int(measured[2]), stdout.read(), stderr.read())
    if code != expected:
        said = ran.stdout[-500:] + ran.stderr[-1500:]
        raise Failed(f"{' '.join(command)[:300]} ended with {code} instead of {expected}:\n{said}")
    return ran


@contextlib.contextmanager
def ended(process):
    """Behind the `with` the process in between has ended; what goes wrong in it ends that, and the program with it."""
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        process.wait()
