"""What scripts/linking/ld-archives hands to the linker."""

import subprocess
import tempfile
import unittest
from pathlib import Path

LINKER = Path(__file__).resolve().parents[2] / "scripts/linking/ld-archives"

# A linker that tells its words, and what is in the archives among them.
TOLD = """#!/bin/sh
for word in "$@"; do
    echo "$word"
    case "$word" in *.a) [ ! -f "$word" ] || ar t "$word" | sed 's/^/  /' ;; esac
done
"""


class Linking(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "ld.bfd").write_text(TOLD)
        (self.folder / "ld.bfd").chmod(0o755)

    def object(self, module, name):
        place = self.folder / f"release/{module}.build/{name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")
        return str(place)

    def linked(self, *words):
        environment = {"PATH": f"{self.folder}:/usr/bin:/bin"}
        done = subprocess.run([LINKER, *words], capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.splitlines()

    def test_a_library_of_which_a_part_is_called_is_an_archive_behind_the_objects(self):
        own, part, last = self.object("Lua", "a.swift.o"), self.object("CryptoExtras", "b.swift.o"), "-lswiftCore"
        said = self.linked("-o", "program", part, own, last)
        self.assertEqual(said[:4], ["-o", "program", own, "--start-group"])
        self.assertTrue(said[4].endswith("/libCryptoExtras.a"))
        self.assertTrue(said[5].endswith("CryptoExtras.build/b.swift.o"))
        self.assertEqual(said[6:], ["--end-group", last])

    def test_no_group_is_within_another(self):
        part = self.object("CryptoExtras", "b.swift.o")
        said = self.linked("--start-group", self.object("Lua", "a.swift.o"), part, "--end-group")
        self.assertEqual(sum(word.strip() == "--start-group" for word in said), 1)
        self.assertLess(said.index("  " + part), said.index("--end-group"))

    def test_names_with_spaces_come_from_a_file_of_words_as_they_are(self):
        own = self.object("Hummingbird", "Set + Algebra.swift.o")
        (self.folder / "words").write_text(f"'{own}'\n-lc\n")
        self.assertIn(own, self.linked(f"@{self.folder}/words"))

    def test_it_ends_as_the_linker_does(self):
        (self.folder / "ld.bfd").write_text("#!/bin/sh\nexit 3\n")
        done = subprocess.run([LINKER], env={"PATH": f"{self.folder}:/usr/bin:/bin"})
        self.assertEqual(done.returncode, 3)


if __name__ == "__main__":
    unittest.main()
