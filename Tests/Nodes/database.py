"""PostgreSQL with a second server that has each commit before it is answered, for the length of a test."""

import os
import shutil
import socket

from server import Server


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Pair(Server):
    """Two servers on loopback, never as root."""

    def __enter__(self):
        super().__enter__()
        self.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        self.first, self.second = free_port(), free_port()
        self.other = f"{self.folder}/standby"
        common = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c max_connections=200"
        self.options = {self.first: f"{common} -p {self.first}", self.second: f"{common} -p {self.second}"}
        self.start(self.data, self.first)
        self.run("pg_basebackup", "-h", "127.0.0.1", "-p", str(self.first), "-U", "keyshift", "-D", self.other, "-R", "-X", "stream")
        self.start(self.other, self.second)
        self.query(self.first, "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()")
        return self

    def start(self, data, port):
        self.run("pg_ctl", "-D", data, "-w", "-o", self.options[port], "-l", f"{data}/log", "start")

    def promote(self):
        """Has the second server take over, while the first one goes on running."""
        self.run("pg_ctl", "-D", self.other, "-w", "promote")
        # Nobody follows the new first one: it waits for nobody.
        self.query(self.second, "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")

    def query(self, port, *statements, database="postgres"):
        """The lines of the last statement, as texts."""
        words = [word for statement in statements for word in ("-c", statement)]
        place = ["-h", "127.0.0.1", "-p", str(port), "-U", "keyshift", "-d", database]
        out = self.run("psql", *place, "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", *words)
        return [line.split("\t") for line in out.splitlines() if line]

    def __exit__(self, *_):
        for data in (self.data, self.other):
            if os.path.exists(f"{data}/postmaster.pid"):
                try:
                    self.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
                except RuntimeError:
                    pass
        shutil.rmtree(self.folder, ignore_errors=True)
