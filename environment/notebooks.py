"""Executes one notebook on its Java kernel. Runs inside the virtual environment; test.py and execute.py call it.

    python notebooks.py NOTEBOOK [--kernel NAME] [--timeout SECONDS] [--store]
"""
import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from jupyter_client.kernelspec import NoSuchKernel

ANSI = re.compile(r"\x1b\[[0-9;]*m")
LANGUAGE_INFO = {"name": "Java", "file_extension": ".jshell", "mimetype": "text/x-java-source",
                 "pygments_lexer": "java", "codemirror_mode": "java"}


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
                            shutdown_kernel="immediate", resources={"metadata": {"path": str(folder)}},
                            on_cell_start=lambda cell, cell_index: started.append(cell))
    with tempfile.TemporaryFile() as stderr:  # the JVM's own words matter only when it dies
        try:
            client.execute(stderr=stderr)
        except CellExecutionError as error:
            what = error_shown(started[-1]) or f"{error.ename}: {error.evalue}"
        except CellTimeoutError:
            what = f"took longer than {timeout} s"
        except NoSuchKernel:
            return f"  no kernel named '{kernel}' is registered; 'jupyter kernelspec list' shows those that are"
        except RuntimeError as error:  # it died, or never answered
            stderr.seek(0)
            what = f"{error}\n{stderr.read().decode(errors='replace')}"
        else:
            return None
    return describe(notebook, started, what)


def error_shown(cell):
    """The error that a cell shows, without colours."""
    shown = ["\n".join(output.traceback) for output in cell.outputs if output.output_type == "error"]
    return ANSI.sub("", "\n".join(shown)).strip()


def describe(notebook, started, what):
    """Which cell failed, by its number among all cells, with its first lines and what was said about it."""
    said = indented(what, "    ")
    if not started:
        return f"  before the first cell:\n{said}"
    number = 1 + next(i for i, cell in enumerate(notebook.cells) if cell is started[-1])
    return f"  cell {number} of {len(notebook.cells)}:\n{indented(started[-1].source, '    | ')}\n  failed:\n{said}"


def indented(text, margin, limit=15):
    """The first lines of a text behind a margin, without the kernel's own log lines."""
    lines = [line for line in text.strip().splitlines() if not line.startswith("[I ")]
    return "\n".join(margin + line for line in lines[:limit] + ["..."] * (len(lines) > limit))


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
