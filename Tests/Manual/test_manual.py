"""What scripts/manual makes of the program's own help."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from pages.program import Command, Topic  # noqa: E402
from pages.roff import escaped, quoted  # noqa: E402
from pages.writing import command_page  # noqa: E402

PROGRAM = os.environ["KEYSHIFT_PROGRAM"]


def said(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, **options)


def shown(page):
    """A page as a reader sees it, without the styles."""
    done = said("man", "-l", str(page), env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""})
    return re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)


class Making(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.place.name)
        done = cls.make(cls.folder)
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @staticmethod
    def make(folder):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1793200000"}
        return said(ROOT / "scripts/manual", folder, "--program", PROGRAM, env=environment)

    def pages(self):
        return sorted(self.folder.glob("man/man*/*"))

    def test_every_command_and_topic_that_help_lists_has_a_page(self):
        listed = said(PROGRAM, "--help").stdout.split("SUBCOMMANDS:")[1].split("\n\n")[0]
        commands = re.findall(r"^  ([a-z][a-z-]*)", listed, flags=re.MULTILINE)
        topics = re.findall(r"^  ([a-z-]+)  ", said(PROGRAM, "help", "topics").stdout, flags=re.MULTILINE)
        self.assertGreater(len(commands), 20)
        self.assertGreater(len(topics), 3)
        wanted = {"keyshift.1", *(f"keyshift-{one}.1" for one in commands), *(f"keyshift-{one}.7" for one in topics)}
        self.assertEqual({page.name for page in self.pages()}, wanted)

    def test_every_option_that_help_lists_is_on_the_page(self):
        for command in ("run", "serve", "extend"):
            page = (self.folder / f"man/man1/keyshift-{command}.1").read_text().replace("\\-", "-")
            options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", said(PROGRAM, command, "--help").stdout, flags=re.MULTILINE)
            self.assertGreater(len(options), 5)
            self.assertEqual([one for one in options if f"\\fB{one}\\fR" not in page], [])

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not here (Debian: mandoc)")
    def test_mandoc_finds_nothing_to_warn_of(self):
        done = said("mandoc", "-T", "lint", "-W", "warning", *map(str, self.pages()))
        self.assertEqual(done.stdout + done.stderr, "")

    @unittest.skipUnless(shutil.which("man"), "man is not here (Debian: man-db)")
    def test_man_finds_nothing_to_warn_of(self):
        for page in self.pages():
            done = said("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(page))
            self.assertEqual((done.returncode, done.stderr), (0, ""), page.name)

    @unittest.skipUnless(shutil.which("man"), "man is not here (Debian: man-db)")
    def test_a_page_reads_as_the_help_does(self):
        page = " ".join(shown(self.folder / "man/man7/keyshift-exit-codes.7").split())
        for line in said(PROGRAM, "help", "exit-codes").stdout.split("\n\n", 1)[1].split("\n"):
            self.assertIn(" ".join(line.split()), page)

    def test_the_same_program_makes_the_same_pages_again(self):
        with tempfile.TemporaryDirectory() as other:
            self.assertEqual(self.make(other).returncode, 0)
            files = sorted(one.relative_to(self.folder) for one in self.folder.rglob("*") if one.is_file())
            self.assertGreater(len(files), 25)
            for file in files:
                self.assertEqual((self.folder / file).read_bytes(), (Path(other) / file).read_bytes(), file)

    def test_bash_completes_a_command(self):
        self.complete("bash", "--norc", "-c", f"""
            source {self.folder}/completions/bash/keyshift
            COMP_WORDS=(keyshift che); COMP_CWORD=1; COMP_LINE="keyshift che"; COMP_POINT=12
            _keyshift keyshift che keyshift; echo "${{COMPREPLY[*]}}" """)

    @unittest.skipUnless(shutil.which("fish"), "fish is not here (Debian: fish)")
    def test_fish_completes_a_command(self):
        self.complete("fish", "--no-config", "-c", f"source {self.folder}/completions/fish/keyshift.fish; complete -C 'keyshift che'")

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not here (Debian: zsh)")
    def test_zsh_loads_the_function_for_the_command(self):
        done = said("zsh", "-fc", f"""
            fpath=({self.folder}/completions/zsh $fpath); autoload -Uz compinit; compinit -u -D
            print $_comps[keyshift]; autoload +X _keyshift && whence -w _keyshift""")
        self.assertEqual(done.stdout.split(), ["_keyshift", "_keyshift:", "function"], done.stderr)

    def complete(self, *words):
        path = f"{Path(PROGRAM).parent}:{os.environ['PATH']}"
        with tempfile.TemporaryDirectory() as home:
            done = said(*words, env={"PATH": path, "HOME": home})
        self.assertEqual(done.stdout.split()[:1], ["check"], done.stderr)
        self.assertEqual(done.stderr, "")


class Writing(unittest.TestCase):
    def test_text_is_shown_as_it_is(self):
        for text, written in (
            (".TH x", "\\&.TH x"),
            ("a\n'b", "a\n\\&'b"),
            ("C:\\x", "C:\\ex"),
            ("--yes", "\\-\\-yes"),
        ):
            self.assertEqual(escaped(text), written)
        self.assertEqual(quoted('a "b"'), '"a \\(dqb\\(dq"')

    def test_a_topic_has_paragraphs_and_rows(self):
        topic = Topic.of("x", "About\n\nText.\n\n  a b   one\n  c     two  three\n")
        self.assertEqual(topic.parts, ["Text.", [("a b", " one"), ("c", "   two  three")]])

    def test_what_is_hidden_has_no_place(self):
        hidden = {"commandName": "y", "abstract": "Y.", "shouldDisplay": False}
        flag = {"kind": "flag", "names": [{"kind": "long", "name": "z"}], "shouldDisplay": False, "isOptional": True, "isRepeating": False}
        command = Command.of({"commandName": "x", "abstract": "X.", "arguments": [flag], "subcommands": [hidden]})
        self.assertEqual(command.commands, [])
        self.assertNotIn("z", command_page(command, command, ("2026-11-29", "1"))[80:])


if __name__ == "__main__":
    unittest.main()
