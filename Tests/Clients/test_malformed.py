"""Ten thousand malformed requests: each gets an answer, none of them is a 500, and the sandbox lives on unharmed."""

import http.client
import json
import os
import random
import socket
import threading
import time
import unittest

from malformed import Maker
from sandbox import Sandbox, answered_endpoints, endpoints

REQUESTS = int(os.environ.get("MALFORMED_REQUESTS", 10_000))
SEED = int(os.environ.get("MALFORMED_SEED", 20241115))
CONNECTIONS = 4

# The longest that an answer may take, in seconds.
PATIENCE = 10


class Wire:
    """Sends bytes and reads an answer, on one connection as long as the server keeps it."""

    def __init__(self, port):
        self.port = port
        self.socket = None

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def send(self, request):
        """The status and the body, or None when the server closed the connection instead.

        Raises TimeoutError when neither came.
        """
        fresh = self.socket is None
        if fresh:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            answer = self.exchange(request)
        except (ConnectionError, http.client.HTTPException):
            self.close()
            # A connection that was already being closed says nothing about this request.
            return None if fresh else self.send(request)
        except BaseException:
            self.close()
            raise
        return answer

    def exchange(self, request):
        self.socket.sendall(request.data)
        if request.broken_frame:
            # Without this a server would rightly wait for the rest of an unfinished request.
            self.socket.shutdown(socket.SHUT_WR)
        response = http.client.HTTPResponse(self.socket, method="HEAD" if request.is_head else "POST")
        try:
            response.begin()
            body = response.read()
            if response.will_close or request.broken_frame:
                self.close()
            return response.status, response.headers.get("Content-Type", ""), body
        finally:
            response.close()


class MalformedTests(unittest.TestCase):
    def setUp(self):
        self.sandbox = self.enterContext(
            Sandbox("--groups", "20", "--devices", "10", "--rng-seed", "5", "--rate-limits", "off")
        )
        self.problems = []
        self.statuses = {}

    def known(self):
        devices, codes = self.sandbox.devices(), self.sandbox.codes()
        return {
            "device_id": [device["device_id"] for device in devices],
            "access_code_id": [code["access_code_id"] for code in codes],
            "common_code_key": list({code["common_code_key"] for code in codes if code["common_code_key"]}),
            "connected_account_id": list({device["connected_account_id"] for device in devices}),
            "limit": [1, 3, 50],
        }

    def test_malformed_requests_bring_no_500_no_crash_and_no_hang(self):
        print(f"\n{REQUESTS} malformed requests, MALFORMED_SEED={SEED}", flush=True)
        answered = answered_endpoints(self.sandbox)
        others = {path: fields for path, fields in endpoints().items() if path not in answered}
        maker = Maker(random.Random(SEED), answered, others, self.known())
        requests = [maker.next() for _ in range(REQUESTS)]
        before = self.sandbox.resident_memory()
        begin = time.monotonic()
        threads = [
            threading.Thread(target=self.send, args=(requests[first::CONNECTIONS], first), daemon=True)
            for first in range(CONNECTIONS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        grown = self.sandbox.resident_memory() - before
        spread = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items(), key=str))
        print(f"{time.monotonic() - begin:.1f} s, {grown >> 20} MiB more; {spread}", flush=True)
        self.assertEqual(self.problems[:10], [])
        self.assertEqual(sum(self.statuses.values()), REQUESTS)
        # A fuzzer that never gets past the first check proves little.
        self.assertGreater(self.statuses.get(200, 0), REQUESTS // 100)
        self.assertGreater(self.statuses.get(400, 0), REQUESTS // 10)
        self.check_lives_on()

    def send(self, requests, first):
        wire = Wire(self.sandbox.port)
        for position, request in enumerate(requests):
            number = first + position * CONNECTIONS
            try:
                answer = wire.send(request)
            except TimeoutError:
                answer = "hung"
            except Exception as error:
                answer = f"failed with {error!r}"
            self.judge(number, request, answer)
            if self.sandbox.has_ended:
                self.problems.append(f"the sandbox has ended, at request {number}")
                return
        wire.close()

    def judge(self, number, request, answer):
        status = answer[0] if isinstance(answer, tuple) else "closed" if answer is None else answer
        self.statuses[status] = self.statuses.get(status, 0) + 1
        problem = self.problem(request, answer)
        if problem:
            shown = request.data if len(request.data) < 1500 else request.data[:1500] + b"..."
            self.problems.append(f"request {number}: {problem}: {shown!r}")

    @staticmethod
    def problem(request, answer):
        if answer is None:
            return None if request.broken_frame else "the connection was closed without an answer"
        if isinstance(answer, str):
            return answer
        status, kind, body = answer
        if status >= 500:
            return f"status {status}, {body[:200]!r}"
        if request.is_head or not kind.startswith("application/json"):
            return None if status != 200 or request.is_head or not body else f"a success that is {kind!r}, {body[:200]!r}"
        return envelope_problem(status, body)

    def check_lives_on(self):
        self.assertFalse(self.sandbox.has_ended)
        self.sandbox.reset()
        answer = self.sandbox.ask("GET", "/workspaces/get")
        self.assertEqual(answer.status, 200)
        self.assertEqual(len(self.sandbox.groups()), 20)
        self.assertEqual(len(self.sandbox.devices()), 10)


def envelope_problem(status, body):
    """What is wrong with a JSON answer, or None."""
    try:
        answer = json.loads(body)
    except ValueError:
        return f"status {status} with a body that is no JSON: {body[:200]!r}"
    if status == 200:
        return None if answer.get("ok") is True else f"a success without ok: {body[:200]!r}"
    error = answer.get("error")
    good = answer.get("ok") is False and isinstance(error, dict)
    good = good and isinstance(error.get("type"), str) and isinstance(error.get("message"), str)
    return None if good else f"status {status} without the error's envelope: {body[:200]!r}"


if __name__ == "__main__":
    unittest.main()
