"""Lets one program at a time change what set-up has made."""
import errno
import time
from contextlib import contextmanager

from steps import STATE, Progress, make_folder

try:
    import fcntl
except ImportError:
    fcntl = None
    import msvcrt

BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


@contextmanager
def alone():
    """Waits, and says so, while another set-up or test run works in this folder. A program that dies lets go."""
    make_folder(STATE)
    with (STATE / "lock").open("ab") as file:
        if not taken(file):
            progress = Progress(1)
            progress.begin("waiting for another set-up or test run in this folder")
            while not taken(file):
                time.sleep(0.5)
                progress.tick()
            progress.end()
        yield


def taken(file):
    """Takes the lock unless somebody else has it. Where the file system knows no locks there is none."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in BUSY
    return True
