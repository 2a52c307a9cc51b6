"""A name that acts on a terminal, at a terminal: nothing of it may come through."""

import json
import os
import re
import shutil
import tempfile
import unittest

import pexpect

from prompt import BINARY, CTRL_C, CTRL_U, SANITIZERS, TAB, Prompt, Server

HOSTILE = "BK\x1b[9A\x1b[J\r\nDONE  500 moved\x1b]52;c;aGk=\x07\x9b31m\x85\u202e\u2066\u061c\u2028\tz"
# What of it must not reach the terminal, whatever the program itself writes there.
MARKS = ["\x1b[9A", "\x1b[J\r", "\x1b]", "\x9b", "\x85", "\u202e", "\u2066", "\u061c", "\u2028"]
# What the program writes without an editor: line ends, the bar's beginning, and colours.
OWN = re.compile(r"\r\n|\r\x1b\[K|\x1b\[[0-9;]*m")


def seed():
    devices = [{"name": HOSTILE + str(n), "type": "schlage_lock", "time_zone": "UTC", "location": HOSTILE} for n in range(3)]
    groups = [
        {
            "name": f"{HOSTILE} {n}", "devices": [HOSTILE + "0", HOSTILE + str(n)], "code": f"94816{n}",
            "common_code_key": f"key{n}{HOSTILE}", "starts_at": "2020-11-20T11:00:00Z", "ends_at": "2099-11-20T11:00:00Z",
        }
        for n in (1, 2)
    ]
    return {"format": 1, "workspaces": [{"name": HOSTILE, "devices": devices, "groups": groups}]}


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(prefix="keyshift-hostile-")
        file = os.path.join(cls.home, "seed.json")
        with open(file, "w") as out:
            json.dump(seed(), out)
        cls.server = Server("--seed", file)
        cls.script = os.path.join(cls.home, "late.lua")
        with open(cls.script, "w") as out:
            out.write('for g in groups.all():linked():each() do g:extend("10m", { because = g.name }) end\n')

    @classmethod
    def tearDownClass(cls):
        cls.server.close()
        shutil.rmtree(cls.home)

    def run_at_terminal(self, *arguments, answer=None):
        values = {
            "PATH": "/usr/bin:/bin", "HOME": self.home, "KEYSHIFT_HOME": self.home, "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": self.server.endpoint,
            "KEYSHIFT_OPERATOR": HOSTILE, "TZDIR": os.environ["TZDIR"], **SANITIZERS,
        }
        child = pexpect.spawn(BINARY, list(arguments), env=values, encoding="utf-8", timeout=30, echo=False)
        shown = ""
        if answer is not None:
            child.expect(r"\[y/N\]")
            shown = child.before
            child.sendline(answer)
        child.expect(pexpect.EOF)
        shown += child.before
        child.close()
        return shown

    def assert_harmless(self, shown):
        for mark in MARKS:
            self.assertNotIn(mark, shown)

    def test_commands_show_a_name_as_escapes(self):
        for arguments, answer in [
            (["plan", self.script], None), (["run", self.script, "--reason", HOSTILE], "y"), (["runs"], None),
            (["runs", "show", "last"], None), (["status"], None), (["explain", "key1" + HOSTILE], None),
            (["verify", "last"], None), (["extend", f"{HOSTILE} 1", "--to", "2099-11-20T12:00:00Z"], "n"),
            (["undo", "last"], "y"), (["resume", HOSTILE], None), ([HOSTILE], None), (["doctor"], None),
        ]:
            with self.subTest(arguments[0]):
                shown = self.run_at_terminal(*arguments, answer=answer)
                self.assert_harmless(shown)
                rest = OWN.sub("", shown)
                self.assertEqual([sign for sign in rest if ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0], [], repr(shown))
                self.assertNotRegex(shown, r"(^|\n)DONE  500")

    def test_the_prompt_shows_a_name_as_escapes(self):
        prompt = Prompt(self.server, self.home)
        self.addCleanup(prompt.child.close)
        for statement in [
            "groups.all():list()", "groups.all():list()[1]", "seam.devices.list()", ":plan", "error(groups.all():list()[1].name)", "seam.devices.get{ device_id = groups.all():list()[1].name }",
        ]:
            with self.subTest(statement):
                prompt.enter(statement)
                self.assert_harmless(prompt.child.before)
        prompt.enter('groups.all():list()[1]:extend("5m")', prompt="seam[1]> ")
        self.assert_harmless(prompt.child.before)
        prompt.type('groups.all():named("BK' + TAB + TAB)
        prompt.type(CTRL_U)
        prompt.type(CTRL_C)
        prompt.expect_prompt("seam[1]> ")
        self.assert_harmless(prompt.child.before)
