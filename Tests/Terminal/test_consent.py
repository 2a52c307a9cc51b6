"""What happens while somebody thinks about a question: what others change meanwhile is never sent over."""

import json
import re
import unittest
import urllib.request

import pexpect

import test_screen
from test_screen import STYLE


class Consent(unittest.TestCase):
    setUp, write, start = test_screen.Screen.setUp, test_screen.Screen.write, test_screen.Screen.start

    def call(self, path, **values):
        request = urllib.request.Request(
            self.server.endpoint + path, json.dumps(values).encode(), method="POST",
            headers={"Authorization": "Bearer seam_sandbox_key", "Content-Type": "application/json"},
        )
        return json.load(urllib.request.urlopen(request))

    def ends(self, key):
        ends = set()
        for device in self.call("/devices/list")["devices"]:
            codes = self.call("/access_codes/list", device_id=device["device_id"])["access_codes"]
            ends |= {code["ends_at"] for code in codes if code.get("common_code_key") == key}
        return ends

    def extended(self, meanwhile):
        """Extends BK-14 at a terminal at once after the question, and gives the screen and the exit code."""
        child = self.start("extend", "BK-14", "--to", "2099-11-21T11:00:00Z")
        child.expect(r"Send this change\? \[y/N\]")
        meanwhile()
        child.sendline("y")
        child.expect(pexpect.EOF)
        child.close()
        return STYLE.sub("", child.before), child.exitstatus

    def test_what_others_changed_meanwhile_is_a_conflict_that_is_shown(self):
        def meanwhile():
            self.call(
                "/access_codes/update_multiple", common_code_key="key4", starts_at="2020-11-20T11:00:00Z",
                ends_at="2099-11-25T11:00:00Z",
            )

        text, code = self.extended(meanwhile)
        self.assertEqual(code, 3, text)
        self.assertIn("CONFLICT", text)
        self.assertIn("BK-14", text)
        self.assertEqual(len(self.ends("key4")), 1)
        self.assertTrue(self.ends("key4").pop().startswith("2099-11-25T11:00:00"))

    def test_a_conflict_that_stands_in_the_plan_is_not_told_again_at_the_end(self):
        for line in [("BK-14", "--by", "1h"), ("BK-14", "--by", "30m", "--operator", "otto")]:
            child = self.start("extend", *line, "--yes")
            child.expect(pexpect.EOF)
            child.close()
            self.assertEqual(child.exitstatus, 0, child.before)
        # The last run of who began the first one; nothing is left to ask about.
        child = self.start("undo", "last")
        child.expect(pexpect.EOF)
        child.close()
        text = STYLE.sub("", child.before)
        self.assertEqual(text.count("CONFLICT"), 1, text)
        self.assertIn("to take back just that later change: keyshift undo", " ".join(text.split()))
        self.assertIn("1 changed by others", text)
        self.assertEqual(child.exitstatus, 3, text)

    def test_lines_that_go_on_after_a_choice_name_the_stay_that_was_chosen(self):
        for options in [("--by", "1d"), ("--to", "2020-11-21T11:00:00Z"), ("--by", "900000h")]:
            child = self.start("extend", "Guest Number", *options, size=(40, 200))
            child.expect(r"Which one is meant\? \[1-\d+, nothing for none\] ")
            chosen = re.search(r"  2  (BK-\d+ Guest Number \d+)   ", STYLE.sub("", child.before)).group(1)
            child.sendline("2")
            child.expect(pexpect.EOF)
            child.close()
            text = STYLE.sub("", child.before)
            self.assertIn(f'keyshift extend "{chosen}"' if options[0] == "--by" else chosen, text)
            self.assertNotIn('keyshift extend "Guest Number"', text)

    def test_a_yes_in_another_language_is_asked_about_and_is_no_no(self):
        child = self.start("extend", "BK-14", "--to", "2099-11-21T11:00:00Z")
        for word in ["ja", "oui"]:
            child.expect(r"Send this change\? \[y/N\]")
            child.sendline(word)
            child.expect("type y for yes, or n for no")
        child.expect(r"Send this change\? \[y/N\]")
        child.sendline("Y")
        child.expect(pexpect.EOF)
        child.close()
        self.assertEqual(child.exitstatus, 0, child.before)
        self.assertTrue(self.ends("key4").pop().startswith("2099-11-21T11:00:00"))

    def test_what_is_never_a_yes_sends_nothing(self):
        child = self.start("extend", "BK-14", "--to", "2099-11-21T11:00:00Z")
        for _ in range(3):
            child.expect(r"Send this change\? \[y/N\]")
            child.sendline("sí")
        child.expect(pexpect.EOF)
        child.close()
        self.assertEqual(child.exitstatus, 4, child.before)
        self.assertFalse(self.ends("key4").pop().startswith("2099-11-21T11:00:00"))

    def test_a_plan_of_which_rows_are_cut_is_shown_whole_and_asked_about_again(self):
        many = test_screen.Server("--seed", self.write("many.json", json.dumps(test_screen.seed(40))), "--settle", "0")
        self.addCleanup(many.close)
        child = self.start("run", self.script, "--pace", "off", SEAM_ENDPOINT=many.endpoint)
        child.expect(r"Send these \d+ changes \(v shows all of them\)\? \[y/N\]")
        self.assertIn("more: --verbose", STYLE.sub("", child.before))
        child.sendline("v")
        child.expect(r"Send these \d+ changes \(v shows all of them\)\? \[y/N\]")
        self.assertNotIn("more: --verbose", STYLE.sub("", child.before))
        child.sendline("n")
        child.expect(pexpect.EOF)
        child.close()
        self.assertEqual(child.exitstatus, 4, child.before)

    def test_what_nobody_changed_is_sent(self):
        text, code = self.extended(lambda: None)
        self.assertEqual(code, 0, text)
        self.assertTrue(self.ends("key4").pop().startswith("2099-11-21T11:00:00"))


if __name__ == "__main__":
    unittest.main()
