"""Measures how long completion takes at the prompt on a terminal, in a workspace of 5,000 devices.

From the key press to what the program has written of its answer, with everything between: the terminal, libedit, the
look at the script's values, and the names of the workspace, which were read before.
"""

import argparse
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page import markdown  # noqa: E402

TARGET = 50.0
DEVICES, GROUPS = 5000, 1000
PLACES = [
    ("a global", "gro", "ups"),
    ("a method", "groups.all():in_h", "ouse"),
    ("a function of the API", "seam.access_codes.update_mul", "tiple"),
    ("a parameter", "seam.access_codes.update_multiple{ comm", "on_code_key"),
    ("a device by its name", 'seam.devices.get{ device_id = "{device}', "{id}"),
    ("a group by its name", 'groups.get("{group}', "{key}"),
]


def environment(endpoint, home):
    return {
        "PATH": "/usr/bin:/bin", "HOME": home, "KEYSHIFT_HOME": home, "TERM": "xterm", "LANG": "C.UTF-8",
        "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": endpoint, "NO_COLOR": "1",
    }


class Prompt:
    def __init__(self, binary, endpoint, home):
        import pexpect

        self.child = pexpect.spawn(
            binary, ["repl"], env=environment(endpoint, home), encoding="utf-8", dimensions=(50, 200), timeout=600
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


def measure(binary, presses, home):
    server = subprocess.Popen(
        [binary, "sandbox", "--devices", str(DEVICES), "--groups", str(GROUPS), "--rate-limits", "off"],
        stdout=subprocess.PIPE, text=True,
    )
    try:
        prompt = Prompt(binary, server.stdout.readline().split()[-1], home)
        prompt.value("groups.all():count()")
        prompt.value("(function() stay = groups.all():list()[500]; door = seam.devices.get{ device_id = stay.device_ids[1] } return 1 end)()")
        names = {
            "device": prompt.value("door.display_name"), "id": prompt.value("door.device_id"),
            "group": prompt.value("stay.name"), "key": prompt.value("stay.key"),
        }
        rows = []
        for what, typed, completed in PLACES:
            for name, value in names.items():
                typed, completed = typed.replace("{%s}" % name, value), completed.replace("{%s}" % name, value)
            taken = sorted(prompt.milliseconds(typed, completed) for _ in range(presses))
            rows.append((what, taken[len(taken) // 2], taken[-1]))
        prompt.child.close(force=True)
        return rows
    finally:
        server.terminate()
        server.wait()


def table(rows):
    cells = [["completion of", "median", "slowest", "target", "verdict"]]
    for what, median, slowest in rows:
        verdict = "PASS" if slowest <= TARGET else f"{slowest / TARGET:.2f} x the target"
        cells.append([what, f"{median:.1f} ms", f"{slowest:.1f} ms", f"{TARGET:.0f} ms", verdict])
    return markdown(cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="a release build of keyshift")
    parser.add_argument("--quick", action="store_true", help="a tenth of the key presses")
    parser.add_argument("--markdown", help="a page to which the table is added")
    options = parser.parse_args()
    try:
        import pexpect  # noqa: F401
    except ImportError:
        sys.exit("there is no pexpect; Debian has it as python3-pexpect, for its own Python")
    import tempfile

    with tempfile.TemporaryDirectory(prefix="keyshift-bench-") as home:
        text = table(measure(os.path.abspath(options.binary), 5 if options.quick else 50, home))
    print(text, end="")
    if options.markdown:
        with open(options.markdown, "a") as page:
            page.write(
                f"\n## Completion at the prompt\n\nA workspace of {DEVICES:,} devices and {GROUPS:,} groups, which was read "
                "before; from Tab to the completed text on a terminal.\n\n" + text
            )


main()
