"""Programs end with all that they started, and what ends a program is said in one line."""
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import processes

ENVIRONMENT = Path(__file__).resolve().parent.parent
FAMILY = "import subprocess, sys, time; c = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); " \
         "print(c.pid, flush=True); time.sleep(600)"


def listening():
    """Signals mean what they usually do: whoever runs the tests in the background, or by nohup, has them ignored."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


@unittest.skipUnless(os.name == "posix", "asks for processes by their number, as Linux and macOS do")
class ProcessesTest(unittest.TestCase):

    def gone(self, pid):
        """Whether a process ends soon; one that nobody waits for counts as ended."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, encoding="utf-8").stdout
            if not state.strip() or state.strip().startswith("Z"):
                return True
            time.sleep(0.05)
        return False

    def test_grandchildren_end_with_the_child(self):
        with processes.child([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, encoding="utf-8") as process:
            grandchild = int(process.stdout.readline())
            process.stdout.close()
        self.assertTrue(self.gone(process.pid) and self.gone(grandchild))

    def test_one_that_does_not_listen_is_ended_all_the_same(self):
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
        grace, processes.GRACE = processes.GRACE, 0.1
        self.addCleanup(setattr, processes, "GRACE", grace)
        with processes.child([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
        self.assertEqual(-signal.SIGKILL, process.returncode)

    def program(self, text):
        """A program of this folder, guarded, under way."""
        text = f"import sys; sys.path.insert(0, {str(ENVIRONMENT)!r})\nimport processes, steps, tempfile\n{text}"
        process = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   encoding="utf-8", preexec_fn=listening)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def test_a_signal_ends_children_and_takes_temporary_folders_along(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            process = self.program("def main():\n"
                                   "    with tempfile.TemporaryDirectory() as folder:\n"
                                   "        print(folder, flush=True)\n"
                                   f"        processes.run([sys.executable, '-c', {FAMILY!r}])\n"
                                   "steps.guarded(main)\n")
            folder, grandchild = process.stdout.readline().strip(), int(process.stdout.readline())
            process.send_signal(number)
            said, errors = process.communicate(timeout=30)
            self.assertEqual(("interrupted; running it again continues", ""), (said.strip(), errors))
            self.assertEqual(128 + number, process.returncode)
            self.assertTrue(self.gone(grandchild))
            self.assertFalse(Path(folder).exists())

    def test_a_reader_who_left_is_told_of_in_one_line(self):
        process = self.program("steps.guarded(lambda: [print('line', flush=True) for _ in range(100000)])")
        process.stdout.readline()
        process.stdout.close()
        self.assertRegex(process.stderr.read(), r"^error: .*closed pipe.*\n$")
        self.assertEqual(1, process.wait())

    def test_what_the_system_refuses_is_one_line_with_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            process = self.program(f"steps.guarded(lambda: open({folder!r}))")
            self.assertRegex(process.stderr.read(), rf"^error: {folder}: Is a directory; .*\n$")
            self.assertEqual(1, process.wait())


if __name__ == "__main__":
    unittest.main()
