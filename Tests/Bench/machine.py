"""What the machine is and which programs were measured, for the page."""

import datetime
import os
import platform
import re
import shutil
import subprocess

from nginx import PROGRAM


def facts(context):
    """Rows of a name and what it is; programs that are not there are left out."""
    processor = first("/proc/cpuinfo", r"model name\s*: (.*)")
    system = first("/etc/os-release", r'PRETTY_NAME="(.*)"')
    rows = [
        ("date", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")),
        ("processor", f"{processor}, {os.cpu_count()} cores"),
        ("system", f"{system}, {platform.system()} {platform.machine()}"),
        ("Swift", said(["swift", "--version"], r"Swift version ([0-9.]+)")),
        ("Lua", said(["lua5.4", "-v"], r"Lua ([0-9.]+)")),
        ("curl", said(["curl", "--version"], r"curl ([0-9.]+)")),
        ("wrk", said(["wrk", "-v"], r"wrk \S*?([0-9][0-9.]+)")),
        ("nginx", said([PROGRAM or "nginx", "-v"], r"nginx/([0-9.]+)")),
        ("Node", said(["node", "--version"], r"v([0-9.]+)")),
        ("Python SDK", sdk(context.python)),
        ("Keyshift", commit()),
    ]
    return [(name, text) for name, text in rows if text]


def first(path, pattern):
    """What the pattern finds first in a file, "unknown" where there is none."""
    try:
        with open(path) as file:
            found = re.search(pattern, file.read())
    except OSError:
        found = None
    return found[1].strip() if found else "unknown"


def said(command, pattern):
    """What the pattern finds in what a program says, None where there is no such program."""
    if not shutil.which(command[0]):
        return None
    result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    found = re.search(pattern, result.stdout + result.stderr)
    return found[1] if found else "unknown"


def sdk(python):
    version = "import importlib.metadata; print('seam', importlib.metadata.version('seam'))"
    return python and said([python, "-I", "-c", version], r"seam (\S+)")


def commit():
    folder = os.path.dirname(os.path.abspath(__file__))
    hash = said(["git", "-C", folder, "rev-parse", "--short", "HEAD"], r"^([0-9a-f]+)$")
    status = ["git", "-C", folder, "status", "--porcelain", "-uno", "--", ":/Sources", ":/Package.swift"]
    changed = said(status, r"^(.+)") != "unknown"
    return hash and f"{hash}{' and what is not committed' if changed else ''}"
