"""A world from a file, and one that survives `kill -9`."""

import json
import os
import subprocess
import tempfile
import threading
import unittest

from sandbox import BINARY, Sandbox

SEED = {
    "format": 1,
    "workspaces": [
        {
            "name": "Casa Alfama",
            "devices": [{"name": "Front door"}, {"name": "Room 1", "type": "nuki_lock"}],
            "groups": [
                {
                    "name": "BK-1",
                    "devices": ["Front door", "Room 1"],
                    "common_code_key": "booking-1",
                    "starts_at": "2030-01-01T15:00:00Z",
                    "ends_at": "2030-01-03T11:00:00Z",
                }
            ],
        }
    ],
}


class WorldTests(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())

    def file(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "w") as file:
                file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def refusal(self, *options):
        run = subprocess.run([BINARY, "sandbox", *options], capture_output=True, text=True, timeout=30)
        self.assertEqual((run.returncode, run.stdout), (64, ""), run)
        return run.stderr

    def test_a_seed_file_is_the_world(self):
        with Sandbox("--seed", self.file("world.json", SEED)) as sandbox:
            self.assertEqual(sandbox.post("/workspaces/get")["workspace"]["name"], "Casa Alfama")
            self.assertEqual([device["display_name"] for device in sandbox.devices()], ["Front door", "Room 1"])
            sandbox.post("/access_codes/update_multiple", {"common_code_key": "booking-1", "ends_at": "2030-01-04"})
            self.assertEqual({code["ends_at"] for code in sandbox.codes()}, {"2030-01-04T00:00:00.000Z"})

    def test_a_seed_file_with_a_mistake_is_refused_with_its_place(self):
        path = self.file("world.json", json.dumps(SEED, indent=1).replace("nuki_lock", "nuki"))
        self.assertRegex(self.refusal("--seed", path), r'world\.json:\d+:\d+: there is no type "nuki"; there are schlage_')
        self.assertIn("cannot be read", self.refusal("--seed", self.file("missing.json")))

    def test_what_was_answered_is_there_after_a_kill(self):
        path = self.file("state.jsonl")
        options = ("--groups", "30", "--devices", "12", "--rate-limits", "off", "--state", path)
        with Sandbox(*options) as sandbox:
            keys = sorted({code["common_code_key"] for code in sandbox.codes()})
            self.assertEqual(len(keys), 30)
            moved = []
            enough = threading.Event()

            def move():
                for number, key in enumerate(keys * 20):
                    body = {"common_code_key": key, "ends_at": f"2040-01-01T{number // 60 % 24:02}:{number % 60:02}:00Z"}
                    try:
                        sandbox.post("/access_codes/update_multiple", body)
                    except OSError:
                        return
                    moved.append(body)
                    if len(moved) == 200:
                        enough.set()

            mover = threading.Thread(target=move)
            mover.start()
            self.assertTrue(enough.wait(30))
            sandbox.process.kill()
            mover.join()
        wanted = {body["common_code_key"]: body["ends_at"].replace("Z", ".000Z") for body in moved}
        # The one request that was on its way when the process died may have been made or not.
        under_way = keys[len(moved) % 30]
        with Sandbox("--state", path) as sandbox:
            found = {code["common_code_key"]: code["ends_at"] for code in sandbox.codes()}
            for key in keys:
                if key != under_way:
                    self.assertEqual(found[key], wanted[key])
            sandbox.advance(60)
            self.assertTrue(all(not code["pending_mutations"] for code in sandbox.codes() if code["status"] == "set"))

    def test_a_state_file_is_refused_for_another_world(self):
        path = self.file("state.jsonl")
        with Sandbox("--groups", "3", "--devices", "4", "--state", path):
            self.assertIn("is in use by another sandbox", self.refusal("--state", path))
        self.assertIn("was made with --groups 3, not 4", self.refusal("--groups", "4", "--state", path))
        self.assertIn("is no state file of a sandbox", self.refusal("--state", self.file("other", "name,code\n")))


if __name__ == "__main__":
    unittest.main()
