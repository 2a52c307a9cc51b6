"""Starts `keyshift sandbox` as a user does, and talks to it with nothing but Python's own library."""

import http.client
import json
import os
import re
import select
import subprocess
import time
import uuid
from urllib.parse import urlencode

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("KEYSHIFT_BINARY", os.path.join(PACKAGE, ".build/debug/keyshift"))
KEY = "seam_sandbox_key"
OTHER_KEY = "seam_sandbox_key_2"
TOKEN = "seam_at_sandbox"

# The longest that a start or an answer may take; over it counts as hanging.
PATIENCE = 30


class Answer:
    """What came back for one request."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.text = body.decode("utf-8", "replace")
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = None

    @property
    def error(self):
        """The error of the envelope, `{}` when the answer is none."""
        return self.json.get("error", {}) if isinstance(self.json, dict) else {}

    def __repr__(self):
        return f"<{self.status} {self.text[:300]}>"


class Sandbox:
    """One process of `keyshift sandbox`, stopped at the end of the `with`."""

    def __init__(self, *options):
        self.options = [BINARY, "sandbox", *options]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.options, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        # A child that says nothing must not hold up the test for ever.
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.process.kill()
            raise TimeoutError("the sandbox printed nothing")
        line = self.process.stdout.readline()
        found = re.fullmatch(r"listening on (http://127\.0\.0\.1:(\d+))\n", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"the sandbox's first line is {line!r}")
        self.address, self.port = found[1], int(found[2])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.stdout.close()

    @property
    def has_ended(self):
        return self.process.poll() is not None

    def resident_memory(self):
        """The resident memory of the process in bytes."""
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def ask(self, method, path, body=None, key=KEY, headers=None, query=None):
        """Sends one request on a connection of its own; `key=None` sends no credential."""
        fields = {} if key is None else {"Authorization": f"Bearer {key}"}
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        if body is not None:
            fields["Content-Type"] = "application/json"
        fields.update(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path + ("?" + urlencode(query) if query else ""), body, fields)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def post(self, path, body=None, key=KEY):
        """Posts and answers the JSON, which has to be that of a success."""
        answer = self.ask("POST", path, body or {}, key)
        assert answer.status == 200, f"{path} {body}: {answer}"
        return answer.json

    # The controls

    def stats(self):
        return self.ask("GET", "/_sandbox/stats", key=None).json

    def advance(self, seconds):
        self.post("/_sandbox/clock", {"advance_seconds": seconds}, key=None)

    def reset(self):
        self.post("/_sandbox/reset", key=None)

    def fault(self, **fields):
        self.post("/_sandbox/faults", fields, key=None)

    def end_faults(self):
        self.ask("DELETE", "/_sandbox/faults", key=None)

    # What the world holds

    def devices(self, key=KEY):
        return self.post("/devices/list", key=key)["devices"]

    def codes(self, key=KEY):
        """Every managed code of a workspace, door by door."""
        return [
            code
            for device in self.devices(key)
            for code in self.post("/access_codes/list", {"device_id": device["device_id"]}, key)["access_codes"]
        ]

    def groups(self, key=KEY):
        """The codes by their group's key, without those that are linked to nothing."""
        groups = {}
        for code in self.codes(key):
            if code["common_code_key"]:
                groups.setdefault(code["common_code_key"], []).append(code)
        return groups


def endpoints():
    """The verbs and parameters of every public endpoint, from `endpoints.json`."""
    with open(os.path.join(os.path.dirname(__file__), "endpoints.json")) as file:
        return json.load(file)


def answered_endpoints(sandbox):
    """The endpoints of the catalogue that this sandbox has, asked for without a credential so that nothing changes."""
    return {
        path: fields
        for path, fields in endpoints().items()
        if sandbox.ask(fields["methods"][0], path, key=None).status != 404
    }


def unknown_id():
    return str(uuid.uuid4())


def until(condition, seconds=PATIENCE):
    """Waits until `condition` answers something true, and answers that."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return value
