"""The published example of update_multiple, sent with curl as the documentation shows it."""

import json
import shutil
import subprocess
import unittest

from sandbox import KEY, Sandbox

STARTS, ENDS = "2024-11-15T12:00:00Z", "2024-11-17T15:00:00Z"


@unittest.skipUnless(shutil.which("curl"), "there is no curl")
class CurlTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = cls.enterClassContext(
            Sandbox("--now", "2024-11-01T00:00:00Z", "--groups", "8", "--devices", "8", "--rng-seed", "5")
        )
        cls.key, cls.members = next(iter(cls.sandbox.groups().items()))

    def curl(self, verb, *options):
        """Runs curl and answers the status and the body."""
        command = [
            "curl", "-s", "--max-time", "20", "-w", "\n%{http_code}", "-X", verb,
            f"{self.sandbox.address}/access_codes/update_multiple",
            "-H", "accept: application/json",
            "-H", f"Authorization: Bearer {KEY}",
            *options,
        ]  # fmt: skip
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        body, status = output.rsplit("\n", 1)
        return int(status), body

    def example(self, verb):
        body = json.dumps({"common_code_key": self.key, "starts_at": STARTS, "ends_at": ENDS})
        return self.curl(verb, "-H", "Content-Type: application/json", "-d", body)

    def frames(self):
        ids = [member["access_code_id"] for member in self.members]
        codes = [self.sandbox.post("/access_codes/get", {"access_code_id": id})["access_code"] for id in ids]
        # What the lock does not have yet is in the pending change.
        changes = [
            mutation["to"]
            for code in codes
            for mutation in code["pending_mutations"]
            if mutation["mutation_code"] == "updating_time_frame"
        ]
        return [(frame["starts_at"], frame["ends_at"]) for frame in changes or codes]

    def test_the_example_changes_every_code_of_the_group(self):
        self.sandbox.reset()
        self.assertGreaterEqual(len(self.members), 2)
        self.assertEqual(self.example("POST"), (200, '{"ok":true}'))
        expected = ("2024-11-15T12:00:00.000Z", "2024-11-17T15:00:00.000Z")
        self.assertEqual(self.frames(), [expected] * len(self.members))

    def test_patch_does_the_same(self):
        self.sandbox.reset()
        self.assertEqual(self.example("PATCH"), (200, '{"ok":true}'))
        self.assertEqual(self.frames()[0][1], "2024-11-17T15:00:00.000Z")

    def test_the_other_verbs_are_refused_as_documented(self):
        self.sandbox.reset()
        before = self.frames()
        for verb in ("GET", "PUT", "DELETE"):
            with self.subTest(verb):
                status, body = self.example(verb)
                self.assertEqual(status, 405)
                error = {"type": "method_not_allowed", "message": "only POST,PATCH accepted"}
                self.assertEqual(json.loads(body), {"error": error, "ok": False})
        self.assertEqual(self.frames(), before)

    def test_the_misspelt_parameter_of_the_documentation_changes_nothing(self):
        self.sandbox.reset()
        before = self.frames()
        body = json.dumps({"common_code_key": self.key, "starts_as": STARTS})
        self.assertEqual(
            self.curl("POST", "-H", "Content-Type: application/json", "-d", body), (200, '{"ok":true}')
        )
        self.assertEqual(self.frames(), before)


if __name__ == "__main__":
    unittest.main()
