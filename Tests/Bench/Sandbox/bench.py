"""Measures `keyshift sandbox` under wrk, side by side with nginx giving a static answer to the very same requests."""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from page import markdown  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 64
GROUPS, DEVICES = 10_000, 300
MIB = 1 << 20

# What must be reached: a share of nginx's rate, and how much more memory the end may take than the first quarter.
RATE_SHARE = 0.05
GROWTH = 0.05

NGINX = """
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ default_type application/json; return 200 '{{"ok":true}}'; }}
    }}
}}
"""


class Load:
    """What wrk reports of one run."""

    def __init__(self, address, keys, seconds):
        output = subprocess.run(
            ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", f"{HERE}/update_multiple.lua",
             f"{address}/access_codes/update_multiple", "--", keys],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        found = re.search(r"^result (.*)$", output, re.MULTILINE)
        if not found:
            sys.exit(f"wrk's output cannot be read:\n{output}")
        values = [float(word) for word in found[1].split()]
        self.requests = int(values[0])
        self.rate = values[0] / values[1] * 1e6
        self.errors = int(sum(values[2:6]))
        self.median, self.slowest = values[6] / 1000, values[7] / 1000


class Memory(threading.Thread):
    """The resident memory of the sandbox, each half second of a run."""

    def __init__(self, sandbox):
        super().__init__(daemon=True)
        self.sandbox, self.samples, self.over = sandbox, [], threading.Event()

    def run(self):
        while not self.over.wait(0.5):
            self.samples.append(self.sandbox.resident_memory())

    def stop(self):
        self.over.set()
        self.join()
        quarter = len(self.samples) // 4
        return max(self.samples[: quarter + 1]), max(self.samples[-quarter - 1 :])


def nginx_rate(folder, keys, seconds):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = f"{folder}/nginx.conf"
    with open(path, "w") as file:
        file.write(NGINX.format(folder=folder, port=port))
    # As root nginx would give its workers to another user, who may not enter the folder.
    options = ["-g", "user root;"] if os.geteuid() == 0 else []
    process = subprocess.Popen(["nginx", "-p", folder, "-c", path, *options], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        load = Load(f"http://127.0.0.1:{port}", keys, seconds)
    finally:
        process.terminate()
        process.wait()
    if load.errors:
        sys.exit(f"nginx answered {load.errors} requests with an error; there is nothing to compare with")
    return load.rate


def measure(binary, seconds):
    os.environ["KEYSHIFT_BINARY"] = binary
    sys.path.insert(0, os.path.join(HERE, "../../Clients"))
    from sandbox import Sandbox

    options = ["--groups", str(GROUPS), "--devices", str(DEVICES), "--rate-limits", "off", "--now", "2026-11-23T18:00:00Z"]
    with tempfile.TemporaryDirectory() as folder, Sandbox(*options) as sandbox:
        keys = f"{folder}/keys"
        groups = sandbox.groups()
        with open(keys, "w") as file:
            file.writelines(f"{key}\n" for key in groups)
        assert len(groups) == GROUPS
        before = nginx_rate(folder, keys, max(5, seconds // 6))
        sandbox.reset()
        idle = sandbox.resident_memory()
        memory = Memory(sandbox)
        memory.start()
        load = Load(sandbox.address, keys, seconds)
        first, last = memory.stop()
        stats = sandbox.stats()
        counted = stats["requests"]["/access_codes/update_multiple"]
        # The requests that were on their way when wrk stopped are counted by the sandbox alone.
        exact = 0 <= counted - load.requests <= CONNECTIONS
        after = nginx_rate(folder, keys, max(5, seconds // 6))
        nginx = max(before, after)
    share, growth = load.rate / nginx, last / first - 1
    failed = load.errors + stats["rate_limited"]
    return [
        ("update_multiple, requests a second", f"{load.rate:,.0f}", f"nginx, static answer: {nginx:,.0f}"),
        ("share of nginx's rate", f"{share:.3f}", f"at least {RATE_SHARE}", share >= RATE_SHARE),
        ("requests that failed", f"{failed} of {load.requests:,}", "0", failed == 0),
        ("requests that it counted", f"{counted:,}", f"wrk: {load.requests:,}, and at most {CONNECTIONS} more", exact),
        ("time of an answer, median and 99th percentile", f"{load.median:.2f} ms, {load.slowest:.2f} ms", "-"),
        ("memory before, in the first and in the last quarter",
         f"{idle / MIB:.0f}, {first / MIB:.0f}, {last / MIB:.0f} MiB", f"grows by at most {GROWTH:.0%}", growth <= GROWTH),
    ]  # fmt: skip


def table(rows):
    cells = [["the sandbox under load", "measured", "against", "verdict"]]
    for name, measured, against, *verdict in rows:
        cells.append([name, measured, against, ("PASS" if verdict[0] else "MISSED") if verdict else "-"])
    return markdown(cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="a release build of keyshift")
    parser.add_argument("--seconds", type=int, default=60, help="how long wrk runs")
    parser.add_argument("--markdown", help="a page to which the table is added")
    options = parser.parse_args()
    for name in ("wrk", "nginx"):
        if not shutil.which(name):
            sys.exit(f"there is no {name}; it is a package of Debian")
    text = table(measure(os.path.abspath(options.binary), options.seconds))
    print(text, end="")
    if options.markdown:
        with open(options.markdown, "a") as page:
            page.write(
                f"\n## The sandbox\n\n{CONNECTIONS} connections of wrk for {options.seconds} s, {GROUPS:,} groups on {DEVICES} "
                "doors, no limits; nginx answers the same\nrequests with the same bytes, before and after.\n\n" + text
            )


main()
