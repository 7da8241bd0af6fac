"""Exports notebooks as slides that open from the file system, offline. Runs in the virtual environment; render.py calls it.

    python slides.py OUT NOTEBOOK...
"""
import argparse
import json
import re
import shutil
from pathlib import Path

import nbformat
import sphinx_revealjs
from jupyter_core.paths import jupyter_path
from nbconvert import SlidesExporter

import teaching

TEMPLATES = Path(__file__).resolve().parent / "html"
REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
MATHJAX = Path("sphinx-mathjax-offline", "static", "mathjax", "tex-svg.js")
UNUSED = shutil.ignore_patterns("*.map", "*.esm.js", "*.eot", "*.ttf")


def main():
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, help="a new folder")
    parser.add_argument("notebooks", type=Path, nargs="+")
    arguments = parser.parse_args()
    for part in ("dist", "plugin/notes"):
        shutil.copytree(REVEAL / part, arguments.out / "reveal" / part, ignore=UNUSED)
    shutil.copy2(REVEAL / "LICENSE", arguments.out / "reveal")
    exporter = SlidesExporter(template_name="slides", extra_template_basedirs=[str(TEMPLATES)],
                              reveal_url_prefix="reveal", reveal_theme="white", exclude_anchor_links=True)
    for notebook in arguments.notebooks:
        page, _ = exporter.from_notebook_node(presented(notebook), resources={"dark": dark()})
        page = re.sub(r'href="([\w-]+)\.ipynb', r'href="../notebooks/\1.html', page)
        page = page.replace("<video ", "<video data-ignore ")  # else reveal.js stops clips, and gives them controls
        (arguments.out / f"{notebook.stem}.html").write_text(page, encoding="utf-8")


def dark():
    """JupyterLab's colours for readers who want dark pages."""
    places = (Path(folder, "nbconvert", "templates", "lab", "static", "theme-dark.css") for folder in jupyter_path())
    return next(place for place in places if place.is_file()).read_text(encoding="utf-8")


def presented(notebook):
    """The notebook that holds the slides."""
    cells = [{"id": f"slide-{i}", **cell} for i, cell in enumerate(teaching.deck(notebook))]
    metadata = {"title": teaching.title(notebook), "language_info": {"name": "Java", "pygments_lexer": "java"}}
    return nbformat.reads(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}), as_version=4)


if __name__ == "__main__":
    main()
