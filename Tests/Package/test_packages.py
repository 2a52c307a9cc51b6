"""How scripts/package packs: the same bytes from any folder, and what the packages say of themselves."""

import dataclasses
import io
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from packages import archive, debian, image  # noqa: E402
from packages.files import Files  # noqa: E402
from packages.release import NOBODY, Release, maintainer  # noqa: E402
from packages.tree import Tree  # noqa: E402

EPOCH = 1793200000


def said(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)


def release(program=Path("/bin/true"), **changes):
    made = Release(program, None, "0.2.0", "c0ffee" + "0" * 34, EPOCH, "amd64", False)
    return dataclasses.replace(made, **changes)


class Packing(unittest.TestCase):
    def setUp(self):
        self.places = []

    def tearDown(self):
        for place in self.places:
            place.cleanup()

    def folder(self):
        place = tempfile.TemporaryDirectory()
        self.places.append(place)
        return Path(place.name)

    def files(self, program="#!/bin/sh\necho keyshift 0.2.0\n"):
        """A few files in a folder of their own, as they are installed."""
        folder = self.folder()
        named = {
            "share/keyshift/automations/storm.lua": "print(1)\n",
            "share/zsh/site-functions/_keyshift": "#compdef keyshift\n",
            "share/doc/keyshift/CHANGELOG.md": "# Changelog\n",
        }
        installed = {}
        for place, text in named.items():
            file = folder / place.replace("/", "-")
            file.write_text(text)
            installed[place] = file
        if program is None:
            installed["bin/keyshift"] = Path("/bin/true")
        else:
            installed["bin/keyshift"] = folder / "program"
            installed["bin/keyshift"].write_text(program)
            installed["bin/keyshift"].chmod(0o755)
        return Files(ROOT, installed)

    def test_every_package_is_the_same_from_another_folder_and_under_another_mask(self):
        for packer in (self.deb, self.tar, self.oci):
            one = packer().read_bytes()
            before = os.umask(0o077)
            try:
                other = packer().read_bytes()
            finally:
                os.umask(before)
            self.assertEqual(one, other, packer.__name__)

    def deb(self):
        return debian.package(self.files(program=None), release(), self.folder(), self.folder())

    def tar(self):
        return archive.package(self.files(), release(), self.folder())

    def oci(self):
        return image.package(self.files(program=None), release(), self.folder())

    def test_the_debian_package_says_what_it_needs_and_belongs_to_root(self):
        package = self.deb()
        fields = {name: said("dpkg-deb", "-f", package, name).stdout.strip() for name in ("Depends", "Recommends", "Version")}
        self.assertRegex(fields["Depends"], r"^libc6 \(>= 2\.\d+\), .*\btzdata$")
        self.assertEqual(fields["Recommends"], "ca-certificates, libedit2, libpq5")
        self.assertEqual(fields["Version"], release().version)
        listed = said("dpkg-deb", "-c", package).stdout.splitlines()
        self.assertTrue(all(" root/root " in line for line in listed))
        modes = {line.split()[-1]: line.split()[0] for line in listed}
        self.assertEqual(modes["./usr/bin/keyshift"], "-rwxr-xr-x")
        self.assertEqual(modes["./etc/keyshift/serve.env"], "-rw-------")
        for path in ("lib/systemd/system/keyshift.service", "lib/sysusers.d/keyshift.conf", "share/zsh/vendor-completions/_keyshift"):
            self.assertIn(f"./usr/{path}", modes)

    def test_the_packages_name_who_answers_for_them(self):
        named = release(maintainer="Ana Silva <ana@example.org>")
        package = debian.package(self.files(program=None), named, self.folder(), self.folder())
        self.assertEqual(said("dpkg-deb", "-f", package, "Maintainer").stdout.strip(), named.maintainer)
        labels = image.configuration(named, "sha256:0")["config"]["Labels"]
        self.assertEqual(labels["org.opencontainers.image.authors"], named.maintainer)
        self.assertIn(f"-- {named.maintainer}  ", debian.changelog(named))

    def test_scripts_of_the_package_are_scripts_and_only_a_purge_takes_the_journal(self):
        for name in debian.SCRIPTS:
            self.assertEqual(said("sh", "-n", debian.HERE / name).returncode, 0, name)
            text = (debian.HERE / name).read_text()
            self.assertEqual("rm -rf /var/lib/keyshift" in text, name == "postrm")
        purge = (debian.HERE / "postrm").read_text().split('"$1" = purge')[1]
        self.assertIn("rm -rf /var/lib/keyshift", purge)

    def test_the_image_is_what_its_documents_say(self):
        folder = self.folder()
        with tarfile.open(self.oci()) as packed:
            packed.extractall(folder, filter="data")
        done = said(sys.executable, ROOT / "Tests/Package/image.py", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        layer = folder / "blobs/sha256" / done.stdout.strip()
        with tarfile.open(layer) as packed:
            members = {one.name: one for one in packed.getmembers()}
        for name in ("usr/bin/keyshift", "usr/share/zoneinfo/America/Vancouver", "etc/ssl/certs/ca-certificates.crt"):
            self.assertIn(name, members)
        self.assertTrue(any(name.startswith("lib64/ld-linux") for name in members))
        self.assertFalse(any(name.endswith(("/sh", "/bash")) for name in members))
        self.assertEqual(members["var/lib/keyshift"].uid, image.USER)
        self.assertEqual({one.mtime for one in members.values()}, {EPOCH})

    def test_the_archive_installs_and_takes_away_what_it_has_installed(self):
        folder, prefix = self.unpacked(), self.folder()
        (prefix / "bin").mkdir()
        (prefix / "bin/other").write_text("stays")
        done = said("sh", folder / "install.sh", "--prefix", prefix)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(said(prefix / "bin/keyshift", "--version").stdout, "keyshift 0.2.0\n")
        unit = (prefix / "lib/systemd/system/keyshift.service").read_text()
        self.assertIn(f"ExecStart={prefix}/bin/keyshift serve", unit)
        self.assertTrue((prefix / "share/keyshift/automations/storm.lua").is_file())
        done = said("sh", folder / "install.sh", "--prefix", prefix, "--uninstall")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([one for one in prefix.rglob("*") if one.is_file()], [prefix / "bin/other"])

    def test_an_archive_whose_program_does_not_start_installs_nothing(self):
        folder, prefix = self.unpacked("#!/bin/sh\necho 'liblua5.4.so.0: not found' >&2\nexit 127\n"), self.folder()
        done = said("sh", folder / "install.sh", "--prefix", prefix)
        self.assertEqual(done.returncode, 1)
        self.assertIn("liblua5.4.so.0: not found", done.stderr)
        self.assertIn("apt-get install liblua5.4-0", done.stderr)
        self.assertEqual(list(prefix.iterdir()), [])

    def test_a_line_that_makes_no_sense_installs_nothing(self):
        folder = self.unpacked()
        for words in (["--prefix"], ["--prefix", "here"], ["--nonsense"]):
            self.assertEqual(said("sh", folder / "install.sh", *words).returncode, 64, words)

    def unpacked(self, program="#!/bin/sh\necho keyshift 0.2.0\n"):
        packed = archive.package(self.files(program), release(), self.folder())
        folder = self.folder()
        with tarfile.open(fileobj=io.BytesIO(lzma.decompress(packed.read_bytes()))) as files:
            files.extractall(folder, filter="data")
        return folder / f"keyshift-{release().version}"


class Versions(unittest.TestCase):
    def test_a_later_commit_and_the_next_number_are_greater(self):
        versions = [
            release(is_tagged=True).version,
            release(epoch=EPOCH + 1).version,
            release(epoch=EPOCH + 2, commit="0" * 40).version,
            release(number="0.3.0", is_tagged=True).version,
        ]
        for earlier, later in zip(versions, versions[1:]):
            self.assertEqual(said("dpkg", "--compare-versions", earlier, "lt", later).returncode, 0, (earlier, later))


class Maintainers(unittest.TestCase):
    def test_packages_that_name_nobody_are_told_as_not_for_publishing(self):
        self.assertIn("NOT FOR PUBLISHING", release(maintainer=maintainer({})).warning)
        named = maintainer({"KEYSHIFT_MAINTAINER": "Ana Silva <ana@example.org>"})
        self.assertIsNone(release(maintainer=named).warning)

    def test_the_name_of_nobody_is_one_that_debian_takes(self):
        self.assertRegex(NOBODY, r"^[^<>]+ <[^<>@]+@[^<>@]+\.invalid>$")

    def test_a_maintainer_without_an_address_is_refused(self):
        for named in ("", "Ana", "ana@example.org", "<ana@example.org>", "Ana <ana@example.org>\nDepends: x", "Ana <ana>"):
            with self.assertRaises(SystemExit, msg=named) as refused:
                maintainer({"KEYSHIFT_MAINTAINER": named})
            self.assertIn("KEYSHIFT_MAINTAINER", str(refused.exception))


class Trees(unittest.TestCase):
    def test_the_order_in_which_members_come_does_not_matter(self):
        one, other = Tree(EPOCH), Tree(EPOCH)
        one.file("a/b", b"1")
        one.file("c", b"2")
        other.file("c", b"2")
        other.file("a/b", b"1")
        self.assertEqual(one.tar(), other.tar())
        with tarfile.open(fileobj=io.BytesIO(one.tar())) as members:
            self.assertEqual(members.getnames(), ["a", "a/b", "c"])


if __name__ == "__main__":
    unittest.main()
