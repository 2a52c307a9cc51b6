"""nginx on a free port of the loopback interface, with one short answer to everything: what a server costs at least."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request

from processes import Failed

# Debian has it where a user's PATH does not look.
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")

SETTINGS = """
daemon off;
worker_processes 2;
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
        location = /status {{ stub_status; }}
    }}
}}
"""


class Nginx:
    """One nginx with two workers, ended at the end of the `with`; it writes into `folder`."""

    def __init__(self, folder):
        self.folder, self.looks = folder, 0

    def __enter__(self):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        path = f"{self.folder}/nginx.conf"
        with open(path, "w") as file:
            file.write(SETTINGS.format(folder=self.folder, port=self.port))
        # As root nginx would give its workers to another user, who may not enter the folder.
        options = ["-g", "user root;"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([PROGRAM, "-p", self.folder, "-c", path, *options], stderr=subprocess.DEVNULL)
        try:
            self.wait()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self.process.terminate()
        self.process.wait()

    def wait(self):
        """Until it listens."""
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise Failed("nginx does not listen")

    def requests(self):
        """How many requests it has had, without those that ask this."""
        self.looks += 1
        with urllib.request.urlopen(f"{self.address}/status", timeout=10) as answer:
            found = re.search(r"^ \d+ \d+ (\d+) $", answer.read().decode(), re.MULTILINE)
        return int(found[1]) - self.looks


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
