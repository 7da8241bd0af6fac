"""Executes one notebook on its Java kernel. Runs inside the virtual environment; test.py and execute.py call it.

    python notebooks.py NOTEBOOK [--kernel NAME] [--timeout SECONDS] [--store]
"""
import argparse
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

LANGUAGE_INFO = {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source",
                 "pygments_lexer": "java", "codemirror_mode": "text/x-java"}


def main():
    """The command line; exit code 1 and a short text where a cell fails."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--kernel", default="java")
    parser.add_argument("--timeout", type=int, help="seconds for one cell; no limit without it")
    parser.add_argument("--store", action="store_true", help="write the outputs into the notebook")
    arguments = parser.parse_args()
    notebook = nbformat.read(arguments.notebook, as_version=4)
    failure = execute(notebook, arguments.notebook.resolve().parent, arguments.kernel, arguments.timeout)
    if failure:
        print(failure)
        return 1
    if arguments.store:
        store(notebook, arguments.notebook)
    return 0


def execute(notebook, folder, kernel, timeout):
    """Runs every cell, top to bottom, in a fresh kernel that stands in the folder; a text says what failed, if any."""
    started = []
    client = NotebookClient(notebook, kernel_name=kernel, timeout=timeout, record_timing=False, coalesce_streams=True,
                            resources={"metadata": {"path": str(folder)}},
                            on_cell_start=lambda cell, cell_index: started.append(cell),
                            config=Config(KernelManager={"shutdown_wait_time": 10}))
    try:
        client.execute()
    except CellExecutionError as error:
        return describe(notebook, started, shorten(f"{error.ename}: {error.evalue}"))
    except CellTimeoutError:
        return describe(notebook, started, f"took longer than {timeout} s")
    except DeadKernelError:
        return describe(notebook, started, "the kernel died; was there enough memory?")
    return None


def describe(notebook, started, what):
    """Which cell failed: its number among all cells, its first lines, what happened."""
    if not started:
        return f"the kernel did not start: {what}"
    cell = started[-1]
    number = 1 + next(i for i, each in enumerate(notebook.cells) if each is cell)
    source = "\n".join("    | " + line for line in cell.source.splitlines()[:12])
    return f"  cell {number} of {len(notebook.cells)}:\n{source}\n  failed: {what}"


def shorten(text, lines=15):
    """The first lines of a text."""
    parts = text.strip().splitlines()
    return "\n    ".join(parts[:lines] + (["..."] if len(parts) > lines else []))


def store(notebook, path):
    """Writes the executed notebook in place of the old one, the same on every machine that gets the same outputs."""
    notebook.metadata["kernelspec"] = {"display_name": "Java", "language": "java", "name": "java"}
    notebook.metadata["language_info"] = LANGUAGE_INFO  # the kernel's own names this machine's JDK
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        cell.metadata.pop("execution", None)
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    nbformat.validate(notebook)
    written = path.with_suffix(".ipynb.tmp")
    nbformat.write(notebook, written)
    os.replace(written, path)


if __name__ == "__main__":
    sys.exit(main())
