"""Runs tests with a PostgreSQL server: `suite.py FOLDER COMMAND…`, FOLDER is where the server is unpacked.

The command finds the server's connection string in KEYSHIFT_TEST_POSTGRES.
"""

import os
import subprocess
import sys

from server import Missing, Server, programs


def main(folder, *command):
    try:
        with Server(programs(folder)) as server:
            place = f"host={server.folder} user=keyshift dbname=postgres"
            root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
            return subprocess.run(command, cwd=root, env={**os.environ, "KEYSHIFT_TEST_POSTGRES": place}).returncode
    except Missing as reason:
        print(f"NOT TRIED on PostgreSQL: {reason}")
        return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
