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
    try:
        notebook = nbformat.read(arguments.notebook, as_version=4)
        nbformat.validate(notebook)
    except (OSError, ValueError, AttributeError, KeyError, TypeError, nbformat.ValidationError) as error:  # no notebook
        print(f"  it cannot be read as a notebook: {' '.join(str(error).split())[:250]}")
        return 1
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
    with tempfile.TemporaryFile() as written:  # the JVM's own words matter only when it dies or hangs
        try:
            client.execute(stdout=written, stderr=written)
        except CellExecutionError as error:
            what = error_shown(started[-1]) or f"{error.ename}: {error.evalue}"
        except CellTimeoutError:
            what = f"took longer than {timeout} s{shown(started[-1])}{words(written)}"
        except NoSuchKernel:
            return f"  no kernel named '{kernel}' is registered; 'jupyter kernelspec list' shows those that are"
        except RuntimeError as error:  # it died, or never answered
            what = f"{error}{words(written)}"
        except OSError as error:
            what = f"the kernel '{kernel}' cannot be started: {error}; environment/start.py --set-up-only mends it"
        else:
            return None
    return describe(notebook, started, what)


def shown(cell):
    """What a cell had shown when it was given up, as text."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    said = excerpt(ANSI.sub("", "".join(texts)))
    return f"\nuntil then it showed:\n{said}" if said else "\nit had shown nothing"


def words(written):
    """What the kernel's own process wrote, without its log."""
    written.seek(0)
    said = excerpt(written.read().decode(errors="replace"))
    return f"\nits kernel wrote:\n{said}" if said else "\nits kernel wrote nothing"


def excerpt(text, first=8, last=4):
    """The first and the last lines of a text: a stack overflow's trace has a thousand and begins with its name."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("[I ")]
    return "\n".join(lines if len(lines) <= first + last else [*lines[:first], "...", *lines[-last:]])


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
    return f"  cell {number} of {len(notebook.cells)}:\n{indented(started[-1].source, '    | ', 15)}\n  failed:\n{said}"


def indented(text, margin, limit=30):
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
