"""Figures of `keyshift serve`, read by the client library of Prometheus, and what the alerts and the dashboard ask for."""

import os
import re
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from sandbox import BINARY, PACKAGE

try:
    from prometheus_client import parser as plain
    from prometheus_client.openmetrics import parser as openmetrics
except ImportError:
    plain = openmetrics = None

MONITORING = Path(PACKAGE) / "docs/monitoring"


class Serving(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        environment = {**os.environ, "KEYSHIFT_HOME": cls.home.name}
        cls.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        cls.address = cls.process.stdout.readline().split()[-1]
        # It is well once it has looked at the schedules, and from then on has every figure.
        while not cls.is_well():
            assert cls.process.poll() is None, "serve has ended"

    @classmethod
    def is_well(cls):
        try:
            with urllib.request.urlopen(f"{cls.address}/health", timeout=30) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            return False

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait()
        cls.process.stdout.close()
        cls.home.cleanup()

    def ask(self, accept):
        request = urllib.request.Request(f"{self.address}/metrics", headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.headers["Content-Type"], answer.read().decode()

    @unittest.skipUnless(plain, "prometheus-client is not here")
    def test_both_forms_have_the_same_samples(self):
        kind, text = self.ask("text/plain")
        self.assertTrue(kind.startswith("text/plain; version=0.0.4"))
        samples = {self.key(one) for family in plain.text_string_to_metric_families(text) for one in family.samples}
        kind, text = self.ask("application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
        self.assertTrue(kind.startswith("application/openmetrics-text; version=1.0.0"))
        others = {self.key(one) for family in openmetrics.text_string_to_metric_families(text) for one in family.samples}
        self.assertGreater(len(samples), 30)
        self.assertEqual(samples, others)

    @staticmethod
    def key(sample):
        return sample.name, tuple(sorted(sample.labels.items()))

    def test_alerts_and_dashboard_ask_for_what_is_there(self):
        told = set(re.findall(r"^(keyshift_[a-z_]+)", self.ask("*/*")[1], flags=re.MULTILINE))
        for name in ("alerts.yml", "dashboard.json"):
            asked = set(re.findall(r"\bkeyshift_[a-z_]+", (MONITORING / name).read_text()))
            self.assertGreater(len(asked), 5)
            self.assertEqual(asked - told, set(), name)

    def test_states_that_alerts_name_are_states(self):
        text = self.ask("*/*")[1]
        for metric, states in re.findall(r'(keyshift_\w+)\{state=~?"([a-z|_]+)"', (MONITORING / "alerts.yml").read_text()):
            for state in states.split("|"):
                self.assertIn(f'{metric}{{state="{state}"}}', text)


if __name__ == "__main__":
    unittest.main()
