"""The site's page with a GAN that trains in it, and the links that lead there. The playground's scripts run it."""
import json
import shutil

from steps import REPO, Problem

TEMPLATE = REPO / "environment" / "html" / "toy-gan.md"
NOTEBOOK = "01-gan-theory"
PAGE = "01-toy-gan"               # by its name the next page after its notebook
SECTION = "## Two dimensions, and collapse"
LINK = ("\n\n:::{{admonition}} In your browser\n[A GAN that trains in the page]({page}.md): draw the real points "
        "yourself, and watch the discriminator as a surface and the generator's gradients as arrows.\n:::\n")
FRONT = ('<p class="toy-link"><a href="notebooks/{page}.html">Watch a GAN learn</a>: draw points, and two small '
         'networks play for them in the page.</p>')


def front(there):
    """The front page's link to the page; nothing if there is none."""
    return FRONT.format(page=PAGE) if there else ""


def write_sources(notebooks):
    """The page beside its notebook in a folder of Sphinx's sources, and a link to it in that notebook's copy there."""
    shutil.copyfile(TEMPLATE, notebooks / f"{PAGE}.md")
    file = notebooks / f"{NOTEBOOK}.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    section = next((cell for cell in notebook["cells"] if SECTION in "".join(cell["source"])), None)
    if section is None:
        raise Problem(f"{NOTEBOOK} has no section '{SECTION}', below which its page in the site links to the toy GAN")
    section["source"] = "".join(section["source"]).replace(SECTION, SECTION + LINK.format(page=PAGE))
    file.write_text(json.dumps(notebook), encoding="utf-8")
