"""Runs last: whatever the sandbox has, the tests before have asked for it with each client."""

import unittest

from sandbox import Sandbox, answered_endpoints
from sdk import walked


class WalkedTests(unittest.TestCase):
    def test_every_endpoint_of_the_sandbox_was_asked_for_with_both_clients(self):
        if not all(walked.values()):
            self.skipTest("the tests before did not run")
        with Sandbox("--groups", "1", "--devices", "2") as sandbox:
            has = set(answered_endpoints(sandbox))
        for kind, paths in walked.items():
            with self.subTest(kind):
                self.assertEqual(sorted(has - paths), [])


if __name__ == "__main__":
    unittest.main()
