"""Turns the stored notebooks into an HTML site in site/ that opens from the file system, offline.

    python3 environment/render.py

Nothing is executed: the pages show the outputs that the notebooks hold. For teachers there are slides made from the
notebooks, and a page with the answers to all exercises.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import re
import shutil

import course
import lock
import teaching
from prepare import PYTHON, command_in_venv, environment, prepare
from steps import REPO, STATE, Steps, guarded, remove_folder

SITE = REPO / "site"
SOURCE = STATE / "site-source"
RESULT = STATE / "site-result"
FONT_HINT = re.compile(r'<link rel="preload" as="font"[^>]*>\s*')


def main():
    """The command line."""
    argparse.ArgumentParser(description="Turns the stored notebooks into an HTML site in site/.").parse_args()
    notebooks = course.choose([])
    prepare()
    with lock.alone():
        render(notebooks)
    print(f"open {SITE / 'index.html'}")


def render(notebooks):
    """The site, beside the old one until it is whole."""
    remove_folder(SOURCE)
    remove_folder(RESULT)
    course.copy_repository(SOURCE)  # not the notebooks alone: they link to other files
    shutil.copy2(REPO / "environment" / "html" / "index.md", SOURCE)
    for name, page in (("answers", teaching.answers(notebooks)), ("slides", teaching.contents(notebooks))):
        (SOURCE / "notebooks" / "teaching" / f"{name}.md").write_text(page, encoding="utf-8")
    steps = Steps(2)
    steps.progress.begin(f"HTML site of {len(notebooks)} notebooks")
    steps.tool("sphinx", [PYTHON, "-m", "sphinx", "-q", "-E", "-b", "html", "-c", REPO / "environment" / "html",
                          "-d", STATE / "site-doctrees", SOURCE, RESULT], "mend the notebook that its log names",
               environment())
    for page in RESULT.rglob("*.html"):
        without_preloading(page)
    steps.progress.end()
    steps.progress.begin("slides")
    steps.tool("slides", command_in_venv("slides.py", RESULT / "slides", *notebooks), "see what its log says",
               environment())
    remove_folder(SITE)
    RESULT.rename(SITE)  # only a whole site takes the old one's place
    steps.progress.end()


def without_preloading(page):
    """Takes the theme's hints to load fonts early out of a page: browsers refuse them in a page that is a file."""
    page.write_text(FONT_HINT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    guarded(main)
