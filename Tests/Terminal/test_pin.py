"""A PIN at a terminal: who asks and why is in the journal, and the PIN is nowhere but on the screen."""

import glob
import json
import os
import re
import shutil
import tempfile
import unittest
import urllib.request
from pathlib import Path

import pexpect

from prompt import BINARY, SANITIZERS, Server

PIN = "80362751"


def seed(pool):
    device = {"name": "Room 204", "time_zone": "America/New_York"}
    group = {
        "name": "BK-1 Ito", "devices": ["Room 204"], "code": PIN, "common_code_key": "ito",
        "starts_at": "2020-11-20T11:00:00Z", "ends_at": "2099-11-20T11:00:00Z", **pool,
    }
    return {"format": 1, "workspaces": [{"name": "Harbour", "devices": [device], "groups": [group]}]}


class Pin(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="keyshift-pin-")
        self.addCleanup(shutil.rmtree, self.home)
        path = os.path.join(self.home, "seed.json")
        with open(path, "w", encoding="utf-8") as out:
            json.dump(seed({}), out)
        self.server = Server("--seed", path, "--settle", "0")
        self.addCleanup(self.server.close)

    def shown(self, *arguments, answer=None, reason=None):
        values = {
            "PATH": "/usr/bin:/bin", "HOME": self.home, "KEYSHIFT_HOME": self.home, "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "SEAM_API_KEY": "seam_sandbox_key", "SEAM_ENDPOINT": self.server.endpoint,
            "KEYSHIFT_OPERATOR": "ana", "TZDIR": os.environ["TZDIR"], **SANITIZERS,
        }
        child = pexpect.spawn(
            BINARY, list(arguments), env=values, encoding="utf-8", dimensions=(24, 80), timeout=60, echo=False
        )
        for text in [reason] if isinstance(reason, str) else reason or []:
            child.expect("Why, for the journal")
            child.sendline(text)
        if answer is not None:
            child.expect(r"\[y/N\]")
            child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        return child.before, child.exitstatus

    def written(self):
        """All that was written below the journal's folder."""
        files = [path for path in glob.glob(self.home + "/**", recursive=True) if os.path.isfile(path)]
        return {path: Path(path).read_bytes() for path in files if not path.endswith("seed.json")}

    def api(self, path, **values):
        headers = {"Authorization": "Bearer seam_sandbox_key", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.server.endpoint}/{path}", json.dumps(values).encode(), headers)
        return json.load(urllib.request.urlopen(request))

    def test_the_pin_is_on_the_screen_and_in_no_file(self):
        text, code = self.shown("pin", "Ito", "--reason", "guest lost it")
        self.assertEqual(code, 0, text)
        self.assertIn(PIN, text)
        self.assertIn("shown to ana", text)
        report, _ = self.shown("report", "--since", "1h")
        report = " ".join(report.split())
        self.assertIn("guest lost it", report)
        self.assertIn("pin BK-1 Ito", report)
        self.assertNotIn(PIN, report)
        for path, data in self.written().items():
            self.assertNotIn(PIN.encode(), data, path)

    def test_without_a_reason_it_is_asked_for_and_without_an_answer_nothing_is_shown(self):
        text, code = self.shown("pin", "Ito", reason="  ")
        self.assertEqual(code, 64, text)
        self.assertIn('keyshift pin Ito --reason "guest lost it"', " ".join(text.split()))
        self.assertNotIn("Usage", text)
        self.assertNotIn(PIN, text)
        text, code = self.shown("pin", "Ito", reason="guest lost it again")
        self.assertEqual(code, 0, text)
        self.assertIn(PIN, text)
        text, code = self.shown("open", "Room 204", reason="guest outside, phone checked", answer="y")
        self.assertEqual((code, self.server.requests("/locks/unlock_door")), (0, 1), text)
        report, _ = self.shown("report", "--since", "1h")
        for reason in ["guest lost it again", "guest outside, phone checked"]:
            self.assertIn(reason, " ".join(report.split()))

    def test_nobody_is_asked_why_for_what_is_not_there_and_a_bare_yes_or_no_is_asked_again(self):
        for line in (["open", "Room 999"], ["pin", "Nobody"]):
            text, code = self.shown(*line)
            self.assertNotEqual(code, 0, text)
            self.assertNotIn("Why, for the journal", text)
        text, code = self.shown("open", "Room 204", reason=["y", "NO", "guest outside"], answer="y")
        self.assertEqual((code, self.server.requests("/locks/unlock_door")), (0, 1), text)
        text, code = self.shown("pin", "Ito", reason=["yes", "n", "y"])
        self.assertEqual(code, 64, text)
        self.assertIn("is no reason", text)
        self.assertNotIn(PIN, text)
        report, _ = self.shown("report", "--since", "1h")
        self.assertIn("guest outside", " ".join(report.split()))

    def test_a_document_with_a_pin_is_refused(self):
        text, code = self.shown("pin", "Ito", "--reason", "x", "--json")
        self.assertEqual(code, 64, text)
        self.assertNotIn(PIN, text)

    def test_a_door_is_opened_after_a_yes_and_not_after_a_no(self):
        text, code = self.shown("open", "Room 204", "--reason", "guest outside", answer="n")
        self.assertEqual((code, self.server.requests("/locks/unlock_door")), (4, 0), text)
        text, code = self.shown("open", "Room 204", "--reason", "guest outside", answer="y")
        self.assertEqual((code, self.server.requests("/locks/unlock_door")), (0, 1), text)
        self.assertIn("OPEN  Room 204", text)

    def test_a_backup_code_is_shown_and_opens_the_door(self):
        device = self.api("devices/list")["devices"][0]["device_id"]
        self.api(
            "access_codes/create", device_id=device, name="BK-2 Nowak", starts_at="2020-11-20T11:00:00Z",
            ends_at="2099-11-20T11:00:00Z", use_backup_access_code_pool=True,
        )
        text, code = self.shown("backup", "Nowak", answer="y")
        self.assertEqual(code, 0, text)
        pin = re.search(r"PIN  BK-2 Nowak   (\d{4,})", text).group(1)
        again, _ = self.shown("backup", "Nowak", "--yes")
        self.assertIn(pin, again)
        self.api("locks/lock_door", device_id=device)
        self.api("_sandbox/clock", advance_seconds=5)
        self.api("locks/simulate/keypad_code_entry", device_id=device, code=pin)
        self.api("_sandbox/clock", advance_seconds=5)
        self.assertFalse(self.api("devices/get", device_id=device)["device"]["properties"]["locked"])

    def test_a_door_without_backup_codes_says_so(self):
        text, code = self.shown("backup", "Ito", "--yes")
        self.assertEqual(code, 1, text)
        self.assertIn("NOT DONE", text)
        words = " ".join(text.replace("\\\r\n", " ").split())
        self.assertIn("Seam has no backup code for Room 204", words)
        self.assertIn('keyshift pin BK-1 Ito'.replace("BK-1 Ito", '"BK-1 Ito"') + ' --reason "guest lost it"', words)
        self.assertIn('keyshift open "Room 204" --reason "guest outside, phone checked"', words)
        shown, code = self.shown("pin", "BK-1 Ito", "--reason", "guest lost it")
        self.assertEqual(code, 0, shown)
        opened, code = self.shown("open", "Room 204", "--reason", "guest outside, phone checked", answer="y")
        self.assertEqual(code, 0, opened)

    def test_a_stay_of_several_doors_is_answered_with_a_line_for_each(self):
        device = self.api("devices/list")["devices"][0]["device_id"]
        self.assertTrue(device)
        text, code = self.shown("backup", "Ito", "--door", "Room 9", "--yes")
        self.assertNotEqual(code, 0, text)
        text, code = self.shown("backup", "Ito", "--door", "204", "--yes")
        self.assertIn("no backup code for Room 204", " ".join(text.split()))


if __name__ == "__main__":
    unittest.main()
