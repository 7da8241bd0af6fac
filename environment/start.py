"""Sets everything up, then opens JupyterLab on the first notebook.

    python3 environment/start.py                 opens a browser
    python3 environment/start.py --no-browser    prints the address instead, for servers
    python3 environment/start.py --set-up-only   sets up and stops
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse

import processes
from prepare import PYTHON, environment, prepare
from steps import REPO, Problem, guarded

FIRST = "notebooks/00-start-here.ipynb"


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Sets everything up, then opens JupyterLab on the first notebook.")
    parser.add_argument("--no-browser", action="store_true", help="print JupyterLab's address, open no browser")
    parser.add_argument("--set-up-only", action="store_true", help="set up and stop, without starting JupyterLab")
    parser.add_argument("jupyterlab", nargs="*", metavar="-- OPTION", help="after '--': options for JupyterLab, "
                        "such as --port=8889 or --ip=0.0.0.0")
    arguments = parser.parse_args()
    prepare()
    return 0 if arguments.set_up_only else open_jupyterlab(arguments)


def open_jupyterlab(arguments):
    """JupyterLab in the repo's folder, until it is stopped."""
    if not (REPO / FIRST).is_file():
        raise Problem(f"{FIRST} is missing: get a complete copy of the repository")
    print(f"JupyterLab opens {FIRST}; Ctrl-C here, twice, stops it.", flush=True)
    options = ["--no-browser"] if arguments.no_browser else []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # in a container everybody is root
    command = [str(PYTHON), "-m", "jupyterlab", f"--ServerApp.root_dir={REPO}",
               f"--LabApp.default_url=/lab/tree/{FIRST}", "--log-level=WARN", *options, *arguments.jupyterlab]
    os.chdir(REPO)
    if os.name == "posix":
        os.execve(command[0], command, environment())  # in place of this program, so that signals reach it
    return processes.run(command, env=environment())

if __name__ == "__main__":
    guarded(main)
