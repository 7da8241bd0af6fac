"""How set-up steps run: numbered progress lines, skipped while nothing changed, one-line failures, logs in files."""
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
STATE = REPO / ".setup"  # stamps and logs; deleting it only makes the next set-up do everything again


class Problem(Exception):
    """What failed and what to do, in one line."""


def guarded(main):
    """Runs main() as a program: its result is the exit code, a Problem is one line, Ctrl-C leaves no trace."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Windows console may lack a character that a log has
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(f"error: {problem}")
    except KeyboardInterrupt:
        print("\ninterrupted; running it again continues")
        sys.exit(130)


class Progress:
    """Lines such as `[2/4] Java module ... 35 s`; on a terminal the seconds count while the work runs."""

    def __init__(self, total):
        self.total, self.number, self.line, self.start = total, 0, "", 0.0

    def begin(self, title):
        """Opens the next line."""
        self.number += 1
        self.line = f"[{self.number}/{self.total}] {title} ... "
        self.start = time.monotonic()
        print(self.line, end="", flush=True)

    def tick(self):
        """Shows on a terminal that the work goes on."""
        if sys.stdout.isatty():
            print(f"\r{self.line}{self.seconds()}", end="", flush=True)

    def end(self, word=""):
        """Closes the line with the word, if any, and the seconds it took."""
        result = f"{word}, {self.seconds()}" if word else self.seconds()
        print(f"\r{self.line}{result}" if sys.stdout.isatty() else result, flush=True)

    def seconds(self):
        """Time since the line was opened."""
        return f"{time.monotonic() - self.start:.0f} s"


def fingerprint(*inputs):
    """Hash of strings, of files' contents and of whole folders, with the names inside them."""
    digest = hashlib.sha256()
    for item in inputs:
        files = sorted(p for p in item.rglob("*") if p.is_file()) if isinstance(item, Path) and item.is_dir() else [item]
        for file in files:
            is_path = isinstance(file, Path)
            digest.update((file.relative_to(REPO).as_posix() if is_path else str(file)).encode() + b"\0")
            digest.update(file.read_bytes() if is_path else b"")
    return digest.hexdigest()


class Steps:
    """Runs steps in order. A step whose inputs and products are as it left them is not run again."""

    def __init__(self, total):
        self.progress = Progress(total)

    def step(self, title, inputs, products, work):
        """Runs work() unless this step finished before with the same inputs and all its products still exist."""
        stamp = STATE / (title.replace(" ", "-") + ".stamp")
        wanted = fingerprint(*inputs)
        self.progress.begin(title)
        if all(p.exists() for p in products) and stamp.is_file() and stamp.read_text() == wanted:
            self.progress.end("up to date")
            return
        stamp.unlink(missing_ok=True)  # an interrupted step counts as not done
        try:
            work()
        except BaseException:
            print()
            raise
        STATE.mkdir(exist_ok=True)
        stamp.write_text(wanted)
        self.progress.end()

    def tool(self, name, command, advice, env=None):
        """Runs a program from the repo's root, its output kept in a log file that a failure names."""
        log = STATE / "logs" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            process = subprocess.Popen([str(part) for part in command], cwd=REPO, env=env,
                                       stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
            try:
                while running(process):
                    self.progress.tick()
            finally:
                process.kill()  # does nothing after a normal end
                process.wait()
        if process.returncode:
            raise Problem(f"{name} failed (exit code {process.returncode}): {advice}; "
                          f"what it said stands in {log.relative_to(REPO)}")


def running(process):
    """Waits a second at most; true while the process goes on."""
    try:
        process.wait(timeout=1)
        return False
    except subprocess.TimeoutExpired:
        return True


def remove_folder(folder):
    """Deletes a folder with all that is in it, if it exists."""
    if folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise Problem(f"cannot delete {folder}: {error}; close the programs that use it and run this again") from error
