"""Turns the stored notebooks into an HTML site in site/ that opens from the file system, offline.

    python3 environment/render.py

Nothing is executed: the pages show the outputs that the notebooks hold.
"""
import oldest_python  # noqa: F401  (first: stops with one line on an older Python)
import argparse
import shutil

import course
from prepare import PYTHON, prepare
from steps import REPO, STATE, Steps, guarded, remove_folder

SITE = REPO / "site"
SOURCE = STATE / "site-source"
RESULT = STATE / "site-result"


def main():
    """The command line."""
    argparse.ArgumentParser(description="Turns the stored notebooks into an HTML site in site/.").parse_args()
    notebooks = course.choose([])
    prepare()
    lay_out()
    steps = Steps(1)
    steps.progress.begin(f"HTML site of {len(notebooks)} notebooks")
    steps.tool("sphinx", [PYTHON, "-m", "sphinx", "-q", "-E", "-b", "html", "-c", REPO / "environment" / "html",
                          "-d", STATE / "site-doctrees", SOURCE, RESULT], "mend the notebook that its log names")
    remove_folder(SITE)
    RESULT.rename(SITE)  # only a whole site takes the old one's place
    steps.progress.end()
    print(f"open {SITE / 'index.html'}")


def lay_out():
    """The pages' sources: the notebooks, and beside them the files that they link to, laid out as in the repo."""
    remove_folder(SOURCE)
    remove_folder(RESULT)
    shutil.copytree(course.NOTEBOOKS, SOURCE / "notebooks", ignore=shutil.ignore_patterns(".*", "out"))
    shutil.copytree(REPO / "src", SOURCE / "src")
    for file in (REPO / "environment" / "html" / "index.md", REPO / "README.md"):
        if file.exists():
            shutil.copy2(file, SOURCE)


if __name__ == "__main__":
    guarded(main)
