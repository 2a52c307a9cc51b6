"""`keyshift sandbox` under wrk, side by side with nginx giving a static answer to the very same requests."""

import shutil
import threading

from context import NotMeasured
from figure import Figure, Samples
from nginx import PROGRAM, Nginx
from processes import Failed
from sandboxes import Sandbox
from wrk import Load

CONNECTIONS = 64
SANDBOX = ["--groups", "10000", "--devices", "300", "--now", "2026-11-23T18:00:00Z"]
MB = 1 << 20

# What must be reached: a share of nginx's rate, and how much more memory the end may take than the first quarter.
RATE_SHARE = 0.05
GROWTH = 1.05


class Memory(threading.Thread):
    """The resident memory of the sandbox, each half second of a run."""

    def __init__(self, sandbox):
        super().__init__(daemon=True)
        self.sandbox, self.samples, self.over = sandbox, [sandbox.resident_memory()], threading.Event()

    def run(self):
        while not self.over.wait(0.5):
            self.samples.append(self.sandbox.resident_memory())

    def stop(self):
        """The most in the first quarter and in the last."""
        self.over.set()
        self.join()
        quarter = len(self.samples) // 4
        return max(self.samples[: quarter + 1]), max(self.samples[-quarter - 1 :])


def measure(context):
    for name, program in [("wrk", shutil.which("wrk")), ("nginx", PROGRAM)]:
        if not program:
            raise NotMeasured(f"there is no {name}")
    seconds = 60 if context.large else context.count(10)
    aside = max(1, seconds // 2) if seconds < 60 else 10
    with Sandbox(context.keyshift, *SANDBOX) as sandbox:
        keys = f"{context.folder}/keys"
        with open(keys, "w") as file:
            file.writelines(f"{key}\n" for key in sandbox.groups())
        before = nginx_rate(context.folder, keys, aside)
        sandbox.reset()
        memory = Memory(sandbox)
        memory.start()
        load = Load(sandbox.address, keys, CONNECTIONS, seconds)
        first, last = memory.stop()
        stats = sandbox.stats()
        after = nginx_rate(context.folder, keys, aside)
    check_count(load, stats)
    return figures(load, [before, after], load.errors + stats["rate_limited"], first, last, judged=context.large)


def check_count(load, stats):
    """The requests that were on their way when wrk stopped are counted by the sandbox alone."""
    counted = stats["requests"]["/access_codes/update_multiple"]
    if not 0 <= counted - load.requests <= CONNECTIONS:
        raise Failed(f"the sandbox counted {counted} requests, and wrk {load.requests}")


def figures(load, nginx, failed, first, last, judged):
    return [
        Figure(
            "update_multiple under wrk", Samples([load.rate]), "requests/s", Samples(nginx),
            "nginx, static answer", target=("least", RATE_SHARE), of="ratio",
        ),
        Figure(
            "requests that failed", Samples([failed]), "", target=("most", 0), note=f"of {load.requests:,}",
        ),
        Figure("time of an answer, median", Samples([load.median]), "ms"),
        Figure("time of an answer, 99th percentile", Samples([load.slowest]), "ms"),
        Figure(
            "memory in the last quarter", Samples([last / MB]), "MB", Samples([first / MB]), "the first quarter",
            target=("most", GROWTH) if judged else None, of="ratio",
            note="" if judged else "judged over a minute, by --large",
        ),
    ]  # fmt: skip


def nginx_rate(folder, keys, seconds):
    with Nginx(folder) as nginx:
        load = Load(nginx.address, keys, CONNECTIONS, seconds)
    if load.errors:
        raise Failed(f"nginx answered {load.errors} requests with an error; there is nothing to compare with")
    return load.rate
