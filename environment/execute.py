"""Executes notebooks and stores their outputs in them: one clean run from top to bottom, for authors.

    python3 environment/execute.py 02 05-training.ipynb     these, by number or name
    python3 environment/execute.py --all                    every notebook

A notebook whose run fails stays as it was. T2V_MODE=tour or full in the environment sets how long training takes.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import tempfile

import course
import processes
from prepare import command_in_venv, environment, prepare
from steps import REPO, Problem, Progress, guarded


def main():
    """The command line; exit code 1 if a notebook fails."""
    parser = argparse.ArgumentParser(description="Executes notebooks and stores their outputs in them.")
    parser.add_argument("names", nargs="*", metavar="NOTEBOOK", help="these notebooks, by number or name")
    parser.add_argument("--all", action="store_true", help="every notebook")
    arguments = parser.parse_args()
    if arguments.all == bool(arguments.names):
        parser.error("name the notebooks, or say --all")
    prepare()
    chosen = course.choose(arguments.names)
    require_nothing_kept(chosen)
    progress = Progress(len(chosen))
    failed = 0
    for notebook in chosen:
        progress.begin(notebook.name)
        with tempfile.TemporaryFile() as said:
            code = processes.run(command_in_venv("notebooks.py", notebook, "--store"), progress.tick, env=environment(),
                                 stdout=said, stderr=said)
            progress.end("FAILED, left as it was" if code else "stored")
            said.seek(0)
            if code:
                print(said.read().decode(errors="replace").rstrip(), flush=True)
        failed += bool(code)
    return 1 if failed else 0


def require_nothing_kept(notebooks, out=REPO / "out"):
    """A run that an earlier execution kept would go on, and the notebook would show the end of a training alone."""
    kept = sorted(out.glob("training-*.safetensors"))
    for notebook in notebooks:
        if kept and "../out/training-" in notebook.read_text(encoding="utf-8"):
            raise Problem(f"{notebook.name} would go on with the run that {kept[0].relative_to(out.parent)} holds; remove that "
                          "file, or give it another name")


if __name__ == "__main__":
    guarded(main)
