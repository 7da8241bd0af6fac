"""Exports notebooks as HTML or PDF files that need nothing beside them. Runs in the virtual environment; render.py calls it.

    python single.py [--pdf] OUT NOTEBOOK...
"""
import argparse
import re
import tempfile
from pathlib import Path
from site import getsitepackages

import nbformat
from nbconvert import HTMLExporter

import browser
import media
import slides
import teaching

PARTS = ("course.css", "clips.js", "scrolling.js")
LINK = re.compile(r'<a ([^>]*?)href="(?!https?:|#|mailto:)([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.S)


def main():
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("out", type=Path)
    parser.add_argument("notebooks", type=Path, nargs="+")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if not arguments.pdf:
        write(arguments.notebooks, arguments.out)
        return
    with tempfile.TemporaryDirectory() as pages, browser.Browser(browser.find()) as program:
        write(arguments.notebooks, Path(pages))
        program.look(1000, still=True)  # clips show their first frame
        for notebook in arguments.notebooks:
            program.open(Path(pages, f"{notebook.stem}.html").as_uri())
            program.pdf(arguments.out / f"{notebook.stem}.pdf")


def write(notebooks, out):
    """One HTML file a notebook."""
    exporter = HTMLExporter(template_name="single", extra_template_basedirs=[str(slides.TEMPLATES)])
    mathjax = next(path for folder in getsitepackages() if (path := Path(folder, slides.MATHJAX)).is_file())
    parts = {name: (slides.TEMPLATES / "static" / name).read_text(encoding="utf-8") for name in PARTS}
    resources = {"mathjax": mathjax.read_text(encoding="utf-8"), "dark": slides.dark(), **parts}
    names = {notebook.name for notebook in notebooks}
    for notebook in notebooks:
        node = nbformat.read(notebook, as_version=4)
        node.metadata["title"] = teaching.title(notebook)
        page, _ = exporter.from_notebook_node(node, resources=resources)
        page = LINK.sub(lambda link: within(link, names), media.playing(page))
        (out / f"{notebook.stem}.html").write_text(page, encoding="utf-8")


def within(link, names):
    """A link to a notebook that is exported beside this one leads to its page; of any other file's only the words stay."""
    name = link[2].rsplit("/", 1)[-1]
    return f'<a href="{name.removesuffix(".ipynb")}.html">{link[3]}</a>' if name in names else link[3]


if __name__ == "__main__":
    main()
