"""Completes words at the prompt on a terminal; prints JSON: the milliseconds of each Tab, by what is completed.

From the key press to what the program has written of its answer, with everything between: the terminal, libedit, the
look at the script's values, and the names of the workspace, which were read before. Prints nothing without pexpect.
The server and the key are in the environment: keypresses.py KEYSHIFT PRESSES
"""

import json
import os
import sys
import time

try:
    import pexpect
except ImportError:
    sys.exit(0)

PLACES = [
    ("a global", "gro", "ups"),
    ("a method", "groups.all():in_h", "ouse"),
    ("a function of the API", "seam.access_codes.update_mul", "tiple"),
    ("a parameter", "seam.access_codes.update_multiple{ comm", "on_code_key"),
    ("a device by its name", 'seam.devices.get{ device_id = "{device}', "{id}"),
    ("a group by its name", 'groups.get("{group}', "{key}"),
]
CHOICE = """(function()
    stay = groups.all():list()[500]; door = seam.devices.get{ device_id = stay.device_ids[1] } return 1
end)()"""


class Prompt:
    def __init__(self, keyshift):
        self.child = pexpect.spawn(
            keyshift, ["repl"], env=dict(os.environ), encoding="utf-8", dimensions=(50, 200), timeout=60
        )
        self.child.delaybeforesend = None
        self.child.expect_exact("seam> ")

    def value(self, expression):
        """What an expression prints, between marks that the typed line does not have."""
        self.child.send(f"print('<' .. '<' .. tostring({expression}) .. '>' .. '>')\r")
        if self.child.expect(["<<(.*?)>>", "repl:[0-9]+: [^\r]*"]) == 1:
            sys.exit(f"the prompt answered {self.child.after}")
        value = self.child.match.group(1)
        self.child.expect_exact("seam> ")
        return value

    def milliseconds(self, typed, completed):
        """The time from Tab to the completed text."""
        self.child.send(typed)
        self.child.expect_exact(typed[-6:])
        start = time.perf_counter()
        self.child.send("\t")
        self.child.expect_exact(completed)
        taken = (time.perf_counter() - start) * 1000
        self.child.send("\x15")
        self.child.send("\x03")
        self.child.expect_exact("seam> ")
        return taken


def names(prompt):
    """A device and a group of the workspace, all of which is read for it."""
    prompt.value("groups.all():count()")
    prompt.value(" ".join(CHOICE.split()))
    return {
        "device": prompt.value("door.display_name"), "id": prompt.value("door.device_id"),
        "group": prompt.value("stay.name"), "key": prompt.value("stay.key"),
    }  # fmt: skip


def filled(text, values):
    for name, value in values.items():
        text = text.replace("{%s}" % name, value)
    return text


def main():
    keyshift, presses = sys.argv[1], int(sys.argv[2])
    prompt = Prompt(keyshift)
    values = names(prompt)
    taken = {
        what: [prompt.milliseconds(filled(typed, values), filled(completed, values)) for _ in range(presses)]
        for what, typed, completed in PLACES
    }
    prompt.child.close(force=True)
    print(json.dumps(taken))


main()
