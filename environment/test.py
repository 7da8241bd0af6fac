"""Sets everything up, then runs every test: JUnit's, this folder's own, and all notebooks on the real Java kernel.

    python3 environment/test.py                          everything
    python3 environment/test.py --java-only              JUnit alone
    python3 environment/test.py --notebooks-only         notebooks alone
    python3 environment/test.py 02 05-training.ipynb     these notebooks alone, by number or name
    python3 environment/test.py --kernel ijava           notebooks on another Java kernel that is registered

JUnit's tests run twice: as this machine is, and with Arabic digits, Kathmandu's time and a narrow encoding.
Notebooks run in quick mode (T2V_MODE=quick) in a copy of the repository: stored outputs and whatever a reader has
trained stay as they are. The last line counts JUnit tests, this folder's tests and notebooks together.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import shutil
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import course
import lock
import maven
import processes
from prepare import JAR, LIBRARIES, command_in_venv, environment, prepare
from steps import REPO, SIGN_OF_LIFE, STATE, Progress, guarded, make_folder, remove_folder

RUNS = {"surefire-reports": "here", "surefire-reports-elsewhere": "under another locale, time zone and encoding"}
REPORTS = [REPO / "target" / folder for folder in RUNS]
TWIN = "test-"  # how the copies are named that notebooks run in


class Count:
    """Tests passed, failed and skipped."""

    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main():
    """The command line; exit code 1 if anything fails."""
    parser = argparse.ArgumentParser(description="Sets everything up, then runs every test.")
    parser.add_argument("names", nargs="*", metavar="NOTEBOOK", help="only these notebooks, by number or name")
    parser.add_argument("--java-only", action="store_true", help="only JUnit's tests")
    parser.add_argument("--notebooks-only", action="store_true", help="only the notebooks")
    parser.add_argument("--kernel", default="java", help="name of the registered kernel that runs the notebooks")
    parser.add_argument("--timeout", type=int, default=300, help="seconds for one cell (default: 300)")
    arguments = parser.parse_args()
    only_notebooks = arguments.notebooks_only or bool(arguments.names)
    if only_notebooks and arguments.java_only:
        parser.error("--java-only runs no notebooks: leave it or the notebooks out")
    java = prepare()
    total = Count()
    with lock.alone():
        if not only_notebooks:
            total += run_junit(java)
        if not only_notebooks and not arguments.java_only:
            total += run_unittest()
        if not arguments.java_only:
            total += run_notebooks(arguments)
    print(total, flush=True)
    return 1 if total.failed else 0


def run_junit(java):
    """All JUnit tests, here and as if elsewhere; a build that fails otherwise counts as one failure."""
    print("JUnit, once as this machine is and once under another locale, time zone and encoding", flush=True)
    for folder in REPORTS:
        remove_folder(folder)
    log = STATE / "logs" / "junit.log"
    make_folder(log.parent)
    with log.open("wb") as output, log.open(encoding="utf-8", errors="replace") as said:
        echo = Echo(said)
        code = processes.run([*maven.command(java), "verify"], echo.tick, cwd=REPO, env=maven.environment(java),
                             stdout=output, stderr=output)
        echo.tick(ended=True)
    counts = [sum((counted(report) for report in folder.glob("TEST-*.xml")), Count()) for folder in REPORTS]
    count = sum(counts, Count())
    for name, each in zip(RUNS.values(), counts):
        print(f"  {name}: {each}")
    if code and not count.failed:
        count.failed += 1
    if not count.passed + count.failed:
        print("  no JUnit test ran")
        count.failed += 1
    if count.failed:
        print(f"  JUnit failed; all that Maven said stands in {log.relative_to(REPO)}", flush=True)
    return count


class Echo:
    """Shows a test class's result as soon as Maven's log has it, and a dot now and then while there is none."""

    def __init__(self, log):
        self.log, self.part, self.shown, self.dots = log, "", time.monotonic(), False

    def tick(self, ended=False):
        """Shows what is new."""
        *lines, self.part = (self.part + self.log.read()).split("\n")
        for line in filter(lambda each: "Tests run:" in each or each.startswith("[ERROR]"), lines):
            self.show("\n" * self.dots + line.rstrip() + "\n", False)
        if ended and self.dots:
            self.show("\n", False)
        elif not ended and time.monotonic() - self.shown > SIGN_OF_LIFE:
            self.show(".", True)

    def show(self, text, dots):
        """Prints at once."""
        print(text, end="", flush=True)
        self.shown, self.dots = time.monotonic(), dots


def counted(report):
    """The count of one of Surefire's reports."""
    try:
        suite = ElementTree.parse(report).getroot()
    except ElementTree.ParseError:  # the JVM died while it wrote
        return Count(failed=1)
    tests, failures, errors, skipped = (int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped"))
    return Count(tests - failures - errors - skipped, failures + errors, skipped)


def run_unittest():
    """The tests in environment/tests: of this folder's programs, and of rules that stored notebooks keep."""
    print("Python", flush=True)
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent / "tests"))
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    return Count(result.testsRun - failed - skipped, failed, skipped)


def run_notebooks(arguments):
    """The notebooks, each in a fresh kernel."""
    chosen = course.choose(arguments.names)
    print(f"Notebooks, in quick mode on the kernel '{arguments.kernel}'", flush=True)
    make_folder(STATE)
    for left in STATE.glob(TWIN + "*"):  # by a run that was killed: no other one goes on
        remove_folder(left)
    twin = Path(tempfile.mkdtemp(prefix=TWIN, dir=STATE))
    try:
        copy_with_jars(twin)
        progress = Progress(len(chosen))
        return sum((run_notebook(twin / n.relative_to(REPO), arguments, progress) for n in chosen), Count())
    finally:
        remove_folder(twin)


def run_notebook(notebook, arguments, progress):
    """Executes one notebook of the copy; says where it failed."""
    progress.begin(notebook.name)
    with tempfile.TemporaryFile() as said:
        code = processes.run(command_in_venv("notebooks.py", notebook, "--kernel", arguments.kernel,
                                             "--timeout", arguments.timeout), progress.tick,
                             env={**environment(), "T2V_MODE": "quick"}, stdout=said, stderr=said)
        progress.end("FAILED" if code else "passed")
        said.seek(0)
        if code:
            print(said.read().decode(errors="replace").rstrip(), flush=True)
    return Count(failed=1) if code else Count(passed=1)


def copy_with_jars(target):
    """A copy of the repository with its built jars, which are large, as hard links if possible."""
    course.copy_repository(target)
    shutil.copytree(LIBRARIES, target / "target" / "lib", copy_function=link)
    link(JAR, target / "target" / JAR.name)


def link(source, target):
    """A hard link, or a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


if __name__ == "__main__":
    guarded(main)
