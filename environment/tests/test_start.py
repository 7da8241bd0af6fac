"""Set-up in a copy of this folder, where something is in its way: one line says what, and nothing is lost."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
NOBODY = 65534


@unittest.skipUnless(os.name == "posix", "makes links, takes rights away, sends signals")
class StartTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        self.copy = Path(folder.name, "copy")
        left_out = shutil.ignore_patterns("tests", "__pycache__")
        shutil.copytree(REPO / "environment", self.copy / "environment", ignore=left_out)
        shutil.copytree(REPO / "notebooks", self.copy / "notebooks", ignore=shutil.ignore_patterns("out", ".*"))
        shutil.copy2(REPO / "pom.xml", self.copy)
        (self.copy / "src" / "main").mkdir(parents=True)

    def start(self, script="start.py", *options, python=sys.executable, **popen):
        """A script under way, with --set-up-only for start.py."""
        options = options or (["--set-up-only"] if script == "start.py" else [])
        process = subprocess.Popen([python, self.copy / "environment" / script, *options], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, encoding="utf-8", **popen)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def refused(self, *words, **options):
        """Set-up fails with one line that has these words."""
        process = self.start(**options)
        _, errors = process.communicate(timeout=120)
        self.assertEqual(1, process.returncode)
        self.assertRegex(errors, r"\Aerror: [^\n]*\n\Z")
        for word in words:
            self.assertIn(word, errors)

    def test_a_file_in_place_of_a_folder(self):
        for name in (".setup", ".venv"):
            (self.copy / name).touch()
            self.refused(f"{name} is a file where a folder is needed")
            self.assertTrue((self.copy / name).is_file())
            (self.copy / name).unlink()

    def test_links_that_lead_nowhere(self):
        for name in (".setup", ".venv"):
            (self.copy / name).symlink_to("/nowhere/else")
            self.refused(f"{name} is a link to /nowhere/else, which is not there")
            (self.copy / name).unlink()

    def test_a_link_to_somebodys_files(self):
        other = self.copy.parent / "other"
        other.mkdir()
        (other / "file").write_text("mine")
        (self.copy / ".venv").symlink_to(other)
        self.refused(f".venv is a link to {other}, which holds something that was not made from here")
        (other / "pyvenv.cfg").write_text("home = /usr/bin")  # the environment of another checkout
        (other / "made-for.txt").write_text("/another/checkout")
        self.refused(f".venv is a link to {other}, which holds something that was not made from here")
        self.assertEqual("mine", (other / "file").read_text())

    def test_a_folder_that_may_only_be_read(self):
        python, options = sys.executable, {}
        if os.geteuid() == 0:  # root may write anywhere
            python, options = shutil.which("python3", path="/usr/bin:/usr/local/bin"), {"user": NOBODY, "group": NOBODY}
            if not python:
                self.skipTest("needs a Python that every user can start")
        for folder in (self.copy, *self.copy.rglob("*")):
            folder.chmod(0o555 if folder.is_dir() else 0o444)
        self.addCleanup(subprocess.run, ["chmod", "-R", "u+w", self.copy])
        for script in ("start.py", "test.py", "render.py"):
            self.refused("Permission denied", "copy the repository to a folder of your own", script=script, python=python,
                         cwd=self.copy.parent, env={"PATH": os.environ["PATH"], "HOME": str(self.copy.parent)}, **options)

    def test_waits_for_another_one_and_ends_with_all_it_started(self):
        import fcntl
        other = self.copy.parent / "other"
        other.mkdir()
        (self.copy / ".venv").symlink_to(other)  # to another disk, say: it stays a link
        (self.copy / ".setup").mkdir()
        environment = {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONPATH": "/nowhere", "PIP_USER": "1", "LC_ALL": "xx_YY"}
        with (self.copy / ".setup" / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            process = self.start(env=environment, start_new_session=True)
            self.assertIn("waiting for another set-up", "".join(iter(lambda: process.stdout.read(1), ".")))
        deadline = time.monotonic() + 120
        while not (other / "bin" / "pip").exists() and time.monotonic() < deadline:
            time.sleep(0.05)  # until the environment is being made, or is made
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=60)
        self.assertTrue(said.endswith("\n\ninterrupted; running it again continues\n"), said)
        self.assertEqual(("", 128 + signal.SIGTERM), (errors, process.returncode))
        self.assertTrue((self.copy / ".venv").is_symlink())
        running = subprocess.run(["ps", "-Ao", "args"], capture_output=True, encoding="utf-8").stdout
        self.assertNotIn(str(self.copy), running)


if __name__ == "__main__":
    unittest.main()
