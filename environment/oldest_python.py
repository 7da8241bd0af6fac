"""Stops with one line on a Python that is too old. Written so that every Python 3 can read it."""
import sys

if sys.version_info < (3, 10):
    sys.exit("error: Python 3.10 or newer is needed, this is Python %d.%d (%s). Install a newer one with %s, "
             "then run this again with it." % (
                 sys.version_info[0], sys.version_info[1], sys.executable,
                 {"darwin": "'brew install python'", "win32": "'winget install Python.Python.3.13'"}.get(
                     sys.platform, "your package manager (Debian, Ubuntu: 'sudo apt install python3 python3-venv')")))
