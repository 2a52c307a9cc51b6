"""Proxies between the nodes and what they talk to: one that breaks connections, and one that notes requests."""

import http.client
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Breaker:
    """A TCP proxy on loopback whose way can be cut, or swallow what goes through it."""

    def __init__(self, target):
        self.target = target
        self.swallows = False
        self.links = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            with self.lock:
                self.links |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        try:
            while data := one.recv(65536):
                while self.swallows:
                    time.sleep(0.05)
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            with self.lock:
                self.links.discard(end)

    def cut(self):
        """Ends every connection."""
        with self.lock:
            links = list(self.links)
        for end in links:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def turn(self, target):
        """Leads to another port from now on."""
        self.target = target
        self.cut()


class Recorder:
    """An HTTP server that passes requests on and notes each change by its arrival."""

    def __init__(self, target):
        recorder = self
        self.updates = []
        # When rows were read: lists of codes that were asked for by their ids.
        self.rows_read = []
        self.target = target
        self.lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path == "/access_codes/update_multiple":
                    with recorder.lock:
                        recorder.updates.append((time.monotonic(), json.loads(body)))
                if self.path == "/access_codes/list" and b"access_code_ids" in body:
                    recorder.rows_read.append(time.monotonic())
                link = http.client.HTTPConnection("127.0.0.1", recorder.target, timeout=60)
                headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
                link.request(self.command, self.path, body, headers)
                answer = link.getresponse()
                data = answer.read()
                link.close()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = pass_on

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
