"""How set-up steps run: numbered progress lines, skipped while nothing changed, one-line failures, logs in files."""
import errno
import hashlib
import os
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import processes

REPO = Path(__file__).resolve().parent.parent
STATE = REPO / ".setup"  # stamps and logs; deleting it only makes the next set-up do everything again
SIGN_OF_LIFE = 3.0       # seconds of silence at most

READ_ONLY = ("this user may not write there: run this as the folder's owner, or copy the repository to a folder of "
             "your own")
FULL = "the disk is full: make room, then run this again"
TAKEN = "something else has that name: move it away, then run this again"
NO_NETWORK = ("check the network connection; behind a proxy set HTTPS_PROXY, as README.md says under Start; then run "
              "this again")
ADVICE = {errno.EACCES: READ_ONLY, errno.EPERM: READ_ONLY, errno.EROFS: READ_ONLY, errno.ENOSPC: FULL,
          getattr(errno, "EDQUOT", errno.ENOSPC): FULL, errno.ENOTDIR: TAKEN, errno.EEXIST: TAKEN, errno.EISDIR: TAKEN}
CAUSES = (  # what a program's log says of its failure, whatever the program
    (re.compile(r"No space left on device|quota exceeded", re.I), FULL),
    (re.compile(r"Permission denied|Read-only file system|AccessDeniedException"), READ_ONLY),
    (re.compile(r"ConnectionError|UnknownHost|Unknown host|Could not transfer|Could not resolve host|name resolution|"
                r"timed out|ProxyError|Connection (refused|reset)|Network is unreachable|SSLError|PKIX path"), NO_NETWORK))
REASONS = (r"\.java:\[\d+", r"^\[ERROR\] Failed to execute", r"^\[ERROR\] \S", r"^ERROR: ", r"^\S*(Error|Exception): ")
LONGEST = 250  # characters of a reason
ROOM = 10_000_000  # bytes; with less no tool gets far


class Problem(Exception):
    """What failed and what to do, in one line."""


def guarded(main):
    """Runs main() as a program: its result is the exit code, every failure is one line, a signal leaves no trace."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="replace")  # a Windows console may lack a character that a log has
    processes.listen()
    try:
        code = main()
        print(end="", flush=True)  # a reader who left is known now, not after the end
        sys.exit(code)
    except Problem as problem:
        sys.exit(f"error: {problem}")
    except KeyboardInterrupt as stop:
        number = getattr(stop, "number", 2)
        quietly(print, "\ninterrupted; running it again continues", flush=True)
        sys.exit(128 + number)
    except BrokenPipeError:
        quietly(print, "error: nobody reads the output of this program any more (closed pipe); running it again "
                "continues", file=sys.stderr, flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more at its end
        sys.exit(1)
    except OSError as error:
        sys.exit(f"error: {reason(error)}")


def quietly(function, *arguments, **options):
    """Calls a function that may fail for the same reason that is being reported."""
    try:
        function(*arguments, **options)
    except OSError:
        pass


def reason(error):
    """What the system refused, of which file, and what to do, in one line."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):  # copying a folder goes on after a failure
        source, _, why = error.args[0][0]
        return f"cannot copy {source}: {why}"
    what = " ".join((error.strerror or str(error) or type(error).__name__).split())
    where = f"{error.filename}: " if error.filename is not None else ""
    advice = ADVICE.get(error.errno)
    return f"{where}{what}" + (f"; {advice}" if advice else "")


class Progress:
    """Lines such as `[2/4] Java module ... 35 s`; while the work runs, seconds count on a terminal, dots elsewhere."""

    def __init__(self, total):
        self.total, self.number, self.line, self.start, self.shown = total, 0, "", 0.0, 0.0

    def begin(self, title):
        """Opens the next line."""
        self.number += 1
        self.line = f"[{self.number}/{self.total}] {title} ... "
        self.start = self.shown = time.monotonic()
        print(self.line, end="", flush=True)

    def tick(self):
        """Shows that the work goes on."""
        now = time.monotonic()
        if sys.stdout and sys.stdout.isatty():
            print(f"\r{self.line}{self.seconds()}", end="", flush=True)
        elif now - self.shown > SIGN_OF_LIFE:
            self.shown = now
            print(".", end="", flush=True)

    def end(self, word=""):
        """Closes the line with the word, if any, and the seconds it took."""
        result = f"{word}, {self.seconds()}" if word else self.seconds()
        space = " " if self.shown > self.start else ""
        print(f"\r{self.line}{result}" if sys.stdout and sys.stdout.isatty() else space + result, flush=True)

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
            name = file.relative_to(REPO).as_posix() if is_path else str(file)
            digest.update(name.encode(errors="surrogateescape") + b"\0")
            digest.update(file.read_bytes() if is_path else b"")
    return digest.hexdigest()


@dataclass
class Step:
    """A step of set-up: what decides it, what it makes, and the work itself."""
    title: str
    inputs: Callable[[], list]
    products: list
    work: Callable[[], None]

    @property
    def stamp(self):
        """The file that says for which inputs the step was done."""
        return STATE / (self.title.replace(" ", "-") + ".stamp")

    def is_done(self):
        """Whether inputs and products are as the step left them. A damaged stamp counts as none."""
        return (all(p.exists() for p in self.products) and self.stamp.is_file()
                and self.stamp.read_bytes() == fingerprint(*self.inputs()).encode())


class Steps:
    """Runs steps in order. A step whose inputs and products are as it left them is not run again."""

    def __init__(self, total):
        self.progress = Progress(total)

    def step(self, step):
        """Runs a step unless it is done."""
        self.progress.begin(step.title)
        try:
            if step.is_done():
                self.progress.end("up to date")
                return
            make_folder(STATE)
            if step.stamp.is_dir() and not step.stamp.is_symlink():
                remove_folder(step.stamp)
            step.stamp.unlink(missing_ok=True)  # an interrupted step counts as not done
            wanted = fingerprint(*step.inputs())
            step.work()
            missing = next((p for p in step.products if not p.exists()), None)
            if missing:
                raise Problem(f"{step.title}: all went well, but {missing} was not made; what was done stands in "
                              f"{STATE / 'logs'}")
            step.stamp.write_text(wanted)
        except BaseException:
            quietly(print, flush=True)
            raise
        self.progress.end()

    def tool(self, name, command, advice, env=None):
        """Runs a program from the repo's root, its output kept in a log file; a failure says why and names the log."""
        log = STATE / "logs" / f"{name}.log"
        make_folder(log.parent)
        with log.open("wb") as output:
            code = processes.run(command, self.progress.tick, cwd=REPO, env=env, stdout=output, stderr=output)
        if code:
            raise failure(name, code, log, advice)


def failure(name, code, log, advice):
    """A Problem that says why a program failed, by its log; the advice is for a cause that is not known."""
    text = log.read_text(encoding="utf-8", errors="replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = (next((line for line in lines if re.search(pattern, line)), None) for pattern in REASONS)
    why = next(filter(None, found), lines[-1] if lines else "it said nothing")
    why = why if len(why) <= LONGEST else why[:LONGEST] + "..."
    cause = next((advised for pattern, advised in CAUSES if pattern.search(text)), advice)
    if shutil.disk_usage(log.parent).free < ROOM:  # where the log itself had no room to say so
        cause = FULL
    return Problem(f"{name} failed (exit code {code}): {why}; {cause}; all it said stands in {log.relative_to(REPO)}")


def make_folder(folder):
    """A folder with its parents, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise Problem(f"{folder} is {kind(folder)} where a folder is needed: {TAKEN}") from error


def remove_folder(folder):
    """Deletes a folder with all that is in it, if it exists. A link or a file of that name is somebody's: it stays."""
    if folder.is_symlink() or folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is {kind(folder)} where a folder is needed: delete it, then run this again")
    if folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise Problem(f"cannot delete {folder}: {reason(error)}"
                          + ("; close the programs that use it and run this again" if os.name == "nt" else "")) from error


def kind(path):
    """What a path is that is no folder."""
    if path.is_symlink():
        return f"a link to {os.readlink(path)}" + ("" if path.exists() else ", which is not there,")
    return "a file"
