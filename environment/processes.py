"""Starts programs and ends them with all that they started, however this program ends."""
import os
import signal
import subprocess
from contextlib import contextmanager

POLL = 0.5    # seconds between two looks at a program
GRACE = 10.0  # seconds that a program has to end by itself: a notebook's ends its kernel first
STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]


class Stopped(KeyboardInterrupt):
    """A signal asks this program to end."""

    def __init__(self, number):
        super().__init__()
        self.number = number


class _Signals:
    """Which signal came while a program was being started, which must not be lost sight of."""
    starting, came = False, None


def listen():
    """From now on the usual signals raise Stopped, so that children end and temporary folders go; once, then they wait."""
    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup's wish, or a shell's for a job in the background
            signal.signal(number, _stop)


def _stop(number, _frame):
    if _Signals.starting:
        _Signals.came = number
        return
    for each in STOPS:
        signal.signal(each, signal.SIG_IGN)  # a second one must not break off the tidying
    raise Stopped(number)


@contextmanager
def child(command, **options):
    """A program under way, without standard input; when the block is left it is ended, with all that it started."""
    options.setdefault("stdin", subprocess.DEVNULL)
    if os.name == "posix":
        options["start_new_session"] = True  # a group of its own, which is ended as a whole
    _Signals.starting = True
    try:
        process = subprocess.Popen([str(part) for part in command], **options)
    finally:
        _Signals.starting = False
    try:
        if _Signals.came:
            _stop(_Signals.came, None)
        yield process
    finally:
        end(process)


def run(command, tick=lambda: None, **options):
    """Runs a program to its end, calling tick() while it works; its exit code."""
    with child(command, **options) as process:
        while running(process):
            tick()
    return process.returncode


def running(process):
    """Waits a moment at most; true while the process goes on."""
    try:
        process.wait(timeout=POLL)
        return False
    except subprocess.TimeoutExpired:
        return True


def end(process):
    """Ends a program that still runs, with all that it started: first politely, then not."""
    if process.poll() is not None:
        return
    if os.name != "posix":  # mvnw.cmd is a batch file: ending it alone leaves Maven's JVM
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        process.kill()
        process.wait()
        return
    _signal_group(process, signal.SIGTERM)
    try:
        process.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        pass
    _signal_group(process, signal.SIGKILL)  # what outlived its parent, too
    process.wait()


def _signal_group(process, number):
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):  # all gone; macOS says so with the second of some that are going
        pass
