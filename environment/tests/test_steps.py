"""Steps are repeated when they must be, and only then."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import steps


class StepsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.repo = Path(folder.name)
        self.product, self.source = self.repo / "product", self.repo / "source"
        self.source.write_text("1")
        self.runs = 0
        for name, value in (("REPO", self.repo), ("STATE", self.repo / "state")):
            patched = patch.object(steps, name, value)
            patched.start()
            self.addCleanup(patched.stop)

    def work(self):
        self.runs += 1
        self.product.touch()

    def step(self, work=None):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            steps.Steps(1).step("a step", [self.source], [self.product], work or self.work)
        return printed.getvalue()

    def test_does_not_repeat_what_is_done(self):
        self.step()
        self.assertIn("up to date", self.step())
        self.assertEqual(1, self.runs)

    def test_repeats_when_an_input_changed(self):
        self.step()
        self.source.write_text("2")
        self.step()
        self.assertEqual(2, self.runs)

    def test_repeats_when_the_product_was_deleted(self):
        self.step()
        self.product.unlink()
        self.step()
        self.assertEqual(2, self.runs)

    def test_repeats_after_an_interruption(self):
        def interrupted():
            self.product.touch()
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            self.step(interrupted)
        self.step()
        self.assertEqual(1, self.runs)

    def test_a_failing_tool_names_its_log_in_one_line(self):
        command = [sys.executable, "-c", "print('why'); raise SystemExit(3)"]
        with self.assertRaises(steps.Problem) as raised:
            steps.Steps(1).tool("tool", command, "do this")
        said = str(raised.exception)
        self.assertRegex(said, r"^tool failed \(exit code 3\): do this; .*tool\.log$")
        self.assertEqual("why", (self.repo / "state" / "logs" / "tool.log").read_text().strip())


if __name__ == "__main__":
    unittest.main()
