"""Turns the stored notebooks into an HTML site in site/ that opens from the file system, offline.

    python3 environment/render.py                    the whole site
    python3 environment/render.py --no-playground    the same without what is compiled for browsers
    python3 environment/render.py --html 03 05       these notebooks, each as one HTML file that needs no other, in out/
    python3 environment/render.py --pdf 03           the same as PDF, printed by the Chromium, Chrome or Edge of this machine
    python3 environment/render.py --without-solutions [03]    notebooks for classes that grade, in out/

No notebook is executed: the pages show the outputs that they hold. For teachers there are slides made from the notebooks,
and a page with the answers to all exercises. On the front page the shipped model draws the reader's sentences: for that the
module is compiled for browsers first, by a compiler that comes from Maven Central; --no-playground leaves it out.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import re
import shutil
from pathlib import Path

import browser
import course
import front
import lock
import media
import playground
import teaching
from prepare import PYTHON, command_in_venv, environment, prepare
from steps import REPO, STATE, Problem, Steps, guarded, remove_folder

SITE = REPO / "site"
OUT = REPO / "out"
SOURCE = STATE / "site-source"
RESULT = STATE / "site-result"
FONT_HINT = re.compile(r'<link rel="preload" as="font"[^>]*>\s*')


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Turns the stored notebooks into an HTML site in site/, or single files.")
    parser.add_argument("names", nargs="*", metavar="NOTEBOOK", help="with --html or --pdf: these, by number or name")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--html", action="store_true", help="one HTML file a notebook, that needs no other")
    kind.add_argument("--pdf", action="store_true", help="one PDF file a notebook")
    kind.add_argument("--no-playground", action="store_true", help="the site without the playground")
    kind.add_argument("--without-solutions", action="store_true", help="the notebooks without their solutions, to be handed in")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of single files (default: out)")
    arguments = parser.parse_args()
    if arguments.names and not (arguments.html or arguments.pdf or arguments.without_solutions):
        parser.error("the site holds all notebooks; for single ones say --html, --pdf or --without-solutions too")
    if arguments.without_solutions:
        return without_solutions(course.choose(arguments.names), arguments.out)
    if arguments.html or arguments.pdf:
        return singles(course.choose(arguments.names), arguments.out, arguments.pdf)
    java = prepare()
    with lock.alone():
        if not arguments.no_playground:
            playground.build(java)
        site(SITE, None if arguments.no_playground else playground.FOLDER)
    print(f"open {SITE / 'index.html'}")


def singles(notebooks, out, pdf):
    """Each notebook as a file of its own."""
    if pdf and not browser.find():
        raise Problem("PDF is printed by an installed browser, and there is no Chromium, Chrome or Edge: install one, "
                      "or name its program in the environment as T2V_BROWSER; --html needs none")
    prepare()
    steps = Steps(1)
    steps.progress.begin(f"{len(notebooks)} notebooks as {'PDF' if pdf else 'HTML'}")
    steps.tool("single", command_in_venv("single.py", *(["--pdf"] if pdf else []), out.resolve(), *notebooks),
               "see what its log says", environment())
    steps.progress.end()
    print(f"in {out}: {', '.join(notebook.stem for notebook in notebooks)}")


def without_solutions(notebooks, out):
    """The notebooks without solutions. In out/ they lie as deep as the course's own, and so find the module: they run there."""
    out.mkdir(parents=True, exist_ok=True)
    for notebook in notebooks:
        (out / notebook.name).write_text(teaching.without_solutions(notebook), encoding="utf-8", newline="\n")
    print(f"in {out}: {', '.join(notebook.stem for notebook in notebooks)}")


def site(target, scripts):
    """The whole site in a folder, with a folder of the playground's scripts or None; only a whole one replaces the old."""
    notebooks = course.choose([])
    remove_folder(SOURCE)
    remove_folder(RESULT)
    course.copy_repository(SOURCE)  # not the notebooks alone: they link to other files
    write_sources(notebooks, scripts)
    steps = Steps(2)
    steps.progress.begin(f"HTML site of {len(notebooks)} notebooks")
    steps.tool("sphinx", [PYTHON, "-m", "sphinx", "-q", "-E", "-b", "html", "-c", REPO / "environment" / "html",
                          "-d", STATE / "site-doctrees", SOURCE, RESULT], "mend the notebook that its log names",
               environment())
    if scripts:
        shutil.copytree(scripts, RESULT / "playground")
    steps.progress.end()
    steps.progress.begin("slides")
    steps.tool("slides", command_in_venv("slides.py", RESULT / "slides", *notebooks), "see what its log says",
               environment())
    for template in (RESULT / "_static").glob("*.html"):  # the theme's, which are no pages
        template.unlink()
    for page in RESULT.rglob("*.html"):
        finish(page)
    remove_folder(target)
    RESULT.rename(target)
    steps.progress.end()


def write_sources(notebooks, scripts):
    """The pages that are made from the notebooks: front page, answers, contents of the slides."""
    template = (REPO / "environment" / "html" / "index.md").read_text(encoding="utf-8")
    pages = {"index": front.page(template, notebooks, scripts and "playground/playground.js"),
             "notebooks/teaching/answers": teaching.answers(notebooks),
             "notebooks/teaching/slides": teaching.contents(notebooks)}
    for name, page in pages.items():
        (SOURCE / f"{name}.md").write_text(page, encoding="utf-8")


def finish(page):
    """Makes a page's clips play, its pictures files, and takes out the theme's hints to load fonts early: browsers refuse
    them in a page that is a file."""
    html = FONT_HINT.sub("", media.playing(page.read_text(encoding="utf-8")))
    folder = RESULT / "_media"
    page.write_text(media.unpacked(html, folder, Path(os.path.relpath(folder, page.parent)).as_posix()), encoding="utf-8")


if __name__ == "__main__":
    guarded(main)
