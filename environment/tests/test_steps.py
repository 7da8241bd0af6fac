"""Steps are repeated when they must be, and only then."""
import contextlib
import io
import sys
import tempfile
import unittest
from collections import namedtuple
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
            steps.Steps(1).step(steps.Step("a step", lambda: [self.source], [self.product], work or self.work))
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

    def test_a_damaged_stamp_counts_as_none(self):
        self.step()
        (self.repo / "state" / "a-step.stamp").write_bytes(bytes(range(128, 256)))
        self.step()
        self.assertEqual(2, self.runs)

    def test_a_folder_in_place_of_the_stamp_counts_as_none(self):
        (self.repo / "state" / "a-step.stamp").mkdir(parents=True)
        self.step()
        self.assertIn("up to date", self.step())

    def test_a_step_that_made_nothing_is_not_done(self):
        with self.assertRaises(steps.Problem) as raised:
            self.step(lambda: None)
        self.assertIn(str(self.product), str(raised.exception))

    def test_names_of_files_need_not_be_text(self):
        if sys.platform != "linux":
            self.skipTest("other systems refuse such names")
        Path(self.repo, "source-folder").mkdir()
        Path(self.repo, "source-folder", b"\xff".decode(errors="surrogateescape")).touch()
        self.assertEqual(64, len(steps.fingerprint(self.repo / "source-folder")))

    def failing(self, program):
        with self.assertRaises(steps.Problem) as raised, contextlib.redirect_stdout(io.StringIO()):
            steps.Steps(1).tool("tool", [sys.executable, "-c", program], "do this")
        said = str(raised.exception)
        self.assertNotIn("\n", said)
        self.assertRegex(said, r"; all it said stands in .*tool\.log$")
        return said

    def test_a_failing_tool_says_why_and_names_its_log(self):
        said = self.failing("print('why'); raise SystemExit(3)")
        self.assertRegex(said, r"^tool failed \(exit code 3\): why; do this; ")
        self.assertEqual("why", (self.repo / "state" / "logs" / "tool.log").read_text().strip())

    def test_the_reason_is_the_line_that_tells_it(self):
        for line in ("ERROR: No matching distribution", "[ERROR] /src/A.java:[3,5] cannot find symbol",
                     "OSError: [Errno 5] Input/output error"):
            said = self.failing(f"print('Collecting'); print({line!r}); print('[notice] later'); raise SystemExit(1)")
            self.assertIn(f": {line}; do this", said)

    def test_the_network_the_disk_and_rights_have_their_own_advice(self):
        for line, advice in (("OSError: [Errno 28] No space left on device", steps.FULL),
                             ("[ERROR] Could not transfer artifact x: Unknown host", steps.NO_NETWORK),
                             ("ERROR: [Errno 13] Permission denied: '/x'", steps.READ_ONLY)):
            self.assertIn(f"{line}; {advice}", self.failing(f"print({line!r}); raise SystemExit(1)"))

    def test_a_full_disk_is_told_even_if_the_log_could_not_be_written(self):
        usage = namedtuple("usage", "free")(100)
        with patch.object(steps.shutil, "disk_usage", lambda _: usage):
            self.assertIn(f": it said nothing; {steps.FULL}", self.failing("raise SystemExit(120)"))

    def test_shows_that_it_lives_where_there_is_no_terminal(self):
        with patch.object(steps, "SIGN_OF_LIFE", 0), contextlib.redirect_stdout(io.StringIO()) as printed:
            progress = steps.Progress(1)
            progress.begin("work")
            steps.time.sleep(0.01)
            progress.tick()
            progress.end()
        self.assertEqual("[1/1] work ... . 0 s\n", printed.getvalue())

    def test_what_stands_in_a_folders_place_is_never_deleted(self):
        folder = self.repo / "folder"
        for make, kind in ((folder.touch, "is a file"), (lambda: folder.symlink_to(self.repo / "nowhere"), "is a link to"),
                           (lambda: folder.symlink_to(self.repo), "is a link to")):
            make()
            for change in (steps.make_folder, steps.remove_folder):
                if folder.is_dir() and change is steps.make_folder:
                    continue
                with self.assertRaises(steps.Problem) as raised:
                    change(folder)
                self.assertIn(f"{folder} {kind}", str(raised.exception))
            folder.unlink()
        self.assertTrue(self.source.exists())


if __name__ == "__main__":
    unittest.main()
