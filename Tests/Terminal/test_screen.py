"""Plans, tables and progress in windows of three sizes, with wide and hostile names: what a person sees of them."""

import json
import os
import re
import shutil
import tempfile
import unicodedata
import unittest

import pexpect

from prompt import BINARY, SANITIZERS, Server

SIZES = [(24, 80), (40, 120), (20, 40)]
SIGNS = "→·█░…–—•"
HOSTILE = "BK-13 \x1b[2J\x1b]0;x\x07\nDONE\u202e evil"
WIDE = "BK-11 田中太郎 部屋二〇四号室 👩‍👩‍👧‍👦🏨"
ZONES = ["America/New_York", "America/Chicago"]
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def seed(doors=14):
    devices = [
        {"name": f"Harbour House Room {200 + n}" + (" スイート🏨" if n == 2 else ""), "time_zone": ZONES[n % 2]}
        for n in range(doors)
    ]
    names = {1: WIDE, 2: "BK-12 " + "デ" * 20 + "x" * 60, 3: HOSTILE}
    groups = [
        {
            "name": names.get(n, f"BK-{n + 10} Guest Number {n}"), "devices": [device["name"]], "code": f"9481{n:02}",
            "common_code_key": f"key{n}", "starts_at": "2020-11-20T11:00:00Z", "ends_at": "2099-11-20T11:00:00Z",
        }
        for n, device in enumerate(devices)
    ]
    return {"format": 1, "workspaces": [{"name": "Harbour 港 Group", "devices": devices, "groups": groups}]}


def width(line):
    """The columns of a line, as a terminal counts them; what a joiner ties to an emoji is drawn with it."""
    columns = 0
    for sign in re.sub("\u200d.", "", line):
        if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
    return columns


class Screen(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="keyshift-screen-")
        self.addCleanup(shutil.rmtree, self.home)
        self.server = Server("--seed", self.write("seed.json", json.dumps(seed())), "--settle", "0")
        self.addCleanup(self.server.close)
        self.script = self.write("late.lua", 'for g in groups.all():each() do g:extend("10m") end\n')

    def write(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def start(self, *arguments, size=(24, 80), **environment):
        values = {
            "PATH": "/usr/bin:/bin", "HOME": self.home, "KEYSHIFT_HOME": self.home, "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": self.server.endpoint,
            "KEYSHIFT_OPERATOR": "ana", "TZDIR": os.environ["TZDIR"], **SANITIZERS, **environment,
        }
        return pexpect.spawn(
            BINARY, list(arguments), env=values, encoding="utf-8", dimensions=size, timeout=60, echo=False
        )

    def shown(self, *arguments, answer=None, **options):
        child = self.start(*arguments, **options)
        text = ""
        if answer is not None:
            child.expect(r"\[y/N\]")
            text = child.before + child.after
            child.sendline(answer)
            # The answer is not shown here; at a terminal its end begins a line.
            text += "\n"
        child.expect(pexpect.EOF)
        child.close()
        return text + child.before

    def assert_fits(self, text, columns):
        for line in STYLE.sub("", text).replace("\r\n", "\n").split("\n"):
            # What is drawn again begins at the first column.
            for drawn in re.split(r"\r(?:\x1b\[K)?", line):
                self.assertLessEqual(width(drawn), columns, repr(drawn))

    def assert_harmless(self, text):
        rest = re.sub(r"\r\n|\r\x1b\[K|\x1b\[[0-9;]*m", "", text)
        self.assertEqual([sign for sign in rest if ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0], [], repr(text))
        self.assertNotIn("\u202e", text)
        self.assertNotRegex(text, r"(^|\n)DONE\\?u?.*evil")

    def test_no_line_is_longer_than_the_window(self):
        for size in SIZES:
            for arguments in [
                ["plan", self.script, "--verbose"], ["find"], ["find", "BK-13"], ["runs"], ["status"], ["why", "BK-11"],
                ["extend", "BK-77", "--to", "13:00"], ["run", self.script + "x"], ["schedule", "list"], ["doctor"],
                ["check", self.script], ["runs", "show", "last"], ["explain", "key1"],
            ]:
                with self.subTest(size=size, command=arguments[0]):
                    text = self.shown(*arguments, size=size)
                    self.assert_fits(text, size[1])
                    self.assert_harmless(text)

    def test_what_a_script_prints_is_folded_between_words_and_a_command_stays_one(self):
        line = 'keyshift move "BK-10 Guest Number 0" --ends "2027-03-02 11:00" --plan'
        script = self.write("told.lua", f"print(('word '):rep(40))\nprint('    {line}')\n")
        for size in SIZES:
            with self.subTest(size=size):
                text = self.shown("plan", script, size=size)
                self.assert_fits(text, size[1])
                told = re.sub(r"\s+", " ", re.sub(r" \\\r?\n", " ", text))
                self.assertEqual(told.split().count("word"), 40)
                self.assertIn(line, told)

    def test_every_name_of_a_plan_is_there_at_every_size(self):
        for size in SIZES:
            with self.subTest(size=size):
                text = self.shown("plan", self.script, "--verbose", size=size)
                for number in range(10, 24):
                    self.assertRegex(text, rf"\n\s+BK-{number} ")

    def test_the_head_of_a_long_plan_is_said_at_the_question_and_once(self):
        for size in [(24, 80), (20, 40)]:
            with self.subTest(size=size):
                text = self.shown("run", self.script, "--verbose", size=size, answer="n")
                question = text[: text.index("[y/N]")]
                last = question.replace("\r\n", "\n").split("\n")[-size[0] :]
                joined = " ".join(line.strip() for line in last)
                self.assertIn("PLAN", joined)
                self.assertIn("14 groups change", joined)
                self.assertEqual(text.count("PLAN  "), 1)
                self.assertEqual(text.count("14 groups change"), 1)
                self.assert_fits(text, size[1])

    def test_the_head_of_a_short_plan_is_said_once(self):
        script = self.write("one.lua", 'groups.all():booking("BK-14"):one():extend("10m")\n')
        text = self.shown("run", script, answer="n", size=(40, 120))
        self.assertEqual(text.count("PLAN  "), 1)

    def test_progress_is_one_line_that_is_drawn_again(self):
        for size in SIZES:
            with self.subTest(size=size):
                text = self.shown("run", self.script, "--yes", "--allow", "recent", size=size)
                self.assert_fits(text, size[1])
                bars = re.findall(r"\r\x1b\[K([█░]+ moved [^\r]*)", text)
                self.assertTrue(bars, repr(text))
                for bar in bars:
                    self.assertNotIn("\n", bar.rstrip("\n"))
                    # The last column stays free, or the terminal goes on to the next line.
                    self.assertLess(width(bar.rstrip("\n")), size[1])
                self.assertIn("14/14", bars[-1])

    def test_a_locale_without_utf_8_and_a_dumb_terminal_get_signs_of_ascii(self):
        for environment in [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"TERM": "dumb"}]:
            with self.subTest(environment):
                text = self.shown("plan", self.script, "--verbose", **environment)
                text += self.shown("run", self.script, "--yes", "--allow", "recent", **environment)
                text += self.shown("find", **environment) + self.shown("runs", **environment)
                self.assertEqual([sign for sign in SIGNS if sign in text], [], text)
                self.assertIn("->", text)
                self.assert_fits(text, 80)
                # Names are as they are: somebody has to find them.
                self.assertIn("田中太郎", text)

    def test_a_dumb_terminal_gets_no_sequences(self):
        self.assertNotIn("\x1b", self.shown("run", self.script, "--yes", TERM="dumb"))

    def test_no_colour_is_none(self):
        text = self.shown("run", self.script, "--yes", NO_COLOR="1")
        self.assertEqual(STYLE.findall(text), [])

    def test_something_is_on_the_screen_before_the_first_answer(self):
        # Nothing is answered for an hour: what is shown was shown before.
        self.server.fault(kind="delay", path="/workspaces/get", delay_ms=3_600_000)
        self.server.fault(kind="delay", path="/devices/list", delay_ms=3_600_000)
        for arguments in [["plan", self.script], ["find"], ["verify", "--all"], ["extend", "BK-9", "--to", "13:00"]]:
            with self.subTest(arguments[0]):
                child = self.start(*arguments)
                child.expect_exact("reading the workspace …")
                child.close(force=True)

    def test_the_reading_counts_its_doors_and_is_gone_before_the_plan(self):
        child = self.start("plan", self.script)
        for count in (1, 14):
            child.expect_exact(f"reading doors {count}/14 …")
        child.expect("PLAN ")
        self.assertTrue(child.before.endswith("\r\x1b[K"), repr(child.before))
        child.expect(pexpect.EOF)
        child.close()


if __name__ == "__main__":
    unittest.main()
