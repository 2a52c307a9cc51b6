"""The prompt on a terminal of its own, with a sandbox server beside it."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

import pexpect

BINARY = os.environ["KEYSHIFT_BINARY"]
# What tells a program with sanitizers in it how to report.
SANITIZERS = {name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}
UP, LEFT, TAB, BACKSPACE, HOME = "\x1b[A", "\x1b[D", "\t", "\x7f", "\x01"
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"

# What moves the cursor or changes a colour, which a search for text must not see.
READING = re.compile(r"(\r\x1b\[Kreading [^\r\n]*)+\r\x1b\[K")
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-B0]|\x1b[=>]|[\r\x07\x08]")


def plain(text):
    """The text without what only a terminal understands, and without lines that show a reading and are taken away."""
    return CONTROLS.sub("", READING.sub("", text))


class Server:
    """A sandbox server in a process of its own."""

    def __init__(self, *options):
        line = [BINARY, "sandbox", "--groups", "8", "--devices", "4", "--rng-seed", "3", "--rate-limits", "off", *options]
        self.process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        self.endpoint = self.process.stdout.readline().split()[-1]

    def fault(self, **values):
        """Makes the next requests fail, or wait."""
        request = urllib.request.Request(self.endpoint + "/_sandbox/faults", json.dumps(values).encode(), method="POST")
        urllib.request.urlopen(request).read()

    def requests(self, path):
        """How many requests came to a path."""
        stats = json.load(urllib.request.urlopen(self.endpoint + "/_sandbox/stats"))
        return stats["requests"].get(path, 0)

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Prompt:
    """A running prompt."""

    def __init__(self, server, home, columns=80, rows=24, **environment):
        values = {
            "PATH": "/usr/bin:/bin", "HOME": home, "KEYSHIFT_HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": server.endpoint, "KEYSHIFT_OPERATOR": "ana",
            "TZDIR": os.environ["TZDIR"], **SANITIZERS,
        }
        values.update(environment)
        self.child = pexpect.spawn(
            BINARY, ["repl"], env=values, encoding="utf-8", dimensions=(rows, columns), timeout=60, echo=False
        )
        self.child.delaybeforesend = None
        self.expect_prompt()

    def expect_prompt(self, prompt="seam> "):
        """Waits for the prompt, and gives what came before it."""
        # The prompt may have colour inside; its sign and the blank stand together or with a colour's end between.
        pattern = re.escape(prompt[:-1]) + r"(\x1b\[[0-9;]*m)? "
        self.child.expect(pattern)
        return plain(self.child.before)

    def type(self, text):
        """Types keys."""
        self.child.send(text)

    def enter(self, text, prompt="seam> "):
        """Types a line and gives what it printed, the line itself included."""
        self.type(text + "\r")
        return self.expect_prompt(prompt)

    def start(self, statement):
        """Types a line that does not end by itself, and waits until it runs."""
        self.type(f"print('it ' .. 'runs') {statement}\r")
        self.expect("it runs")

    def expect(self, text):
        """Waits for a text."""
        self.child.expect_exact(text)
        return plain(self.child.before)

    def resize(self, rows, columns):
        """Gives the window another size, and waits for the line to be drawn anew."""
        self.child.setwinsize(rows, columns)
        self.expect_prompt()

    def leave(self):
        """Ends it with Ctrl-D and gives the exit code."""
        self.type(CTRL_D)
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


class PromptCase(unittest.TestCase):
    """A test with a server, and a home that lasts for the test."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="keyshift-prompt-")
        self.prompts = []

    def tearDown(self):
        for prompt in self.prompts:
            prompt.child.close(force=True)
        shutil.rmtree(self.home)

    def read(self, name):
        """The text of a file in the home."""
        with open(os.path.join(self.home, name), encoding="utf-8") as file:
            return file.read()

    def prompt(self, **options):
        """Starts a prompt."""
        started = Prompt(self.server, self.home, **options)
        self.prompts.append(started)
        return started
