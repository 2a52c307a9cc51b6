"""The sandbox that the measurements talk to: `keyshift sandbox` on a free port of the loopback interface."""

import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from Clients import sandbox as clients  # noqa: E402

KEY = clients.KEY


class Sandbox(clients.Sandbox):
    """`keyshift sandbox` with these options, stopped at the end of the `with`; limits are off unless set."""

    def __init__(self, keyshift, *options):
        super().__init__(*options)
        self.options[0] = keyshift
        if "--rate-limits" not in options:
            self.options += ["--rate-limits", "off"]

    def requests(self):
        """How many requests it has answered, the controls not counted."""
        return sum(self.stats()["requests"].values())


def environment(home, address=None):
    """What a program needs to run with `home` as its home and KEYSHIFT_HOME, against the sandbox at `address`.

    There is nothing else in it, whatever the shell has that started the bench.
    """
    variables = {"PATH": os.environ["PATH"], "HOME": home, "USER": "bench", "LANG": "C.UTF-8", "KEYSHIFT_HOME": home}
    if address:
        variables |= {"SEAM_API_KEY": KEY, "SEAM_ENDPOINT": address}
    return variables
