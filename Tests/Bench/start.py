"""The start of the program, as people and as schedules start it: a script that prints one line, in turns with lua5.4."""

import os
import shutil
import time

from context import NotMeasured
from figure import Figure, Samples
from processes import Failed
from sandboxes import environment

BLOCKS = 10
STARTS = 10
OPTIONS = ["--yes", "--json"]


def measure(context):
    lua = shutil.which("lua5.4")
    if not lua:
        raise NotMeasured("there is no lua5.4")
    script = f"{context.folder}/hello.lua"
    with open(script, "w") as file:
        file.write('print("hello")\n')
    # The program wants credentials; the script makes no call, so that nothing is asked at this address.
    variables = environment(context.folder, "http://127.0.0.1:1")
    commands = {
        "run": [context.keyshift, "run", script], "options": [context.keyshift, "run", script, *OPTIONS],
        "lua": [lua, script],
        "version": [context.keyshift, "--version"], "sh": ["/bin/sh", "-c", ":"],
    }  # fmt: skip
    for command in commands.values():
        milliseconds(command, variables)
    samples = {name: [] for name in commands}
    for _ in range(BLOCKS):
        for name, command in commands.items():
            samples[name] += [milliseconds(command, variables) for _ in range(3 if context.quick else STARTS)]
    return [
        Figure(
            "keyshift run hello.lua", Samples(samples["run"]), "ms", Samples(samples["lua"]), "lua5.4 hello.lua",
            target=("most", 5), of="ratio", row="start",
        ),
        Figure(
            f"keyshift run hello.lua {' '.join(OPTIONS)}", Samples(samples["options"]), "ms", Samples(samples["lua"]),
            "lua5.4 hello.lua", target=("most", 6), of="ratio", row="start-options",
        ),
        Figure("keyshift --version", Samples(samples["version"]), "ms", Samples(samples["sh"]), "sh -c :"),
    ]  # fmt: skip


def milliseconds(command, variables):
    """The time from the start of a program to its end; what it prints goes nowhere."""
    nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, variables, file_actions=nowhere)
    _, status, _ = os.wait4(process, 0)
    taken = (time.perf_counter() - begin) * 1000
    if status != 0:
        raise Failed(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return taken
