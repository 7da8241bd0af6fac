"""The site's front page, made from the stored notebooks: clips that play, the playground if it is built, the chapters."""
import re
from html import escape

import media
import teaching

CLIP = re.compile(r"<figure\b[^>]*>\s*<video\b.*?</figure>", re.S)
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.S)
PICTURE = re.compile(r"<video\b.*?</video>(?:\s*<figcaption>.*?</figcaption>)?|<img\b[^>]*>", re.S)
TASK = re.compile(r"\*\*You will(?: do)?:?\*\*:?\s+(.+?)(?:\n\s*\n|\Z)", re.S)
PAUSE = '<button type="button" class="clips-pause" hidden>Pause the clips</button>'
GENERATED = "00-"  # the notebook whose clips, made by the shipped model of sentences, greet the reader
CLIPS = 8
LONGEST = 24       # words below a chapter's picture


def page(template, notebooks, playground):
    """The front page in Markdown: index.md with its three gaps filled."""
    filled = {"clips": clips(notebooks), "playground": section(playground), "chapters": chapters(notebooks)}
    for name, html in filled.items():
        template = template.replace(f"<!-- {name} -->", html)
    return template


def clips(notebooks):
    """The first clips that the shipped model made of different sentences, side by side."""
    found = {}
    for output in outputs(next(n for n in notebooks if n.name.startswith(GENERATED))):
        for clip in CLIP.findall(output):
            sentence = caption(clip)
            if len(sentence.split()) > 3:
                found.setdefault(sentence, CAPTION.sub(f"<figcaption>{sentence}</figcaption>", clip))
    wall = "\n".join(one_line(clip) for clip in list(found.values())[:CLIPS])
    return f'<div class="clip-wall">\n{wall}\n</div>\n{PAUSE}'


def caption(clip):
    """The sentence below a clip, without the marks that a notebook puts around it."""
    words = CAPTION.search(clip)
    sentence = re.sub(r"<[^>]+>|\([^)]*\)|[✓✗]", "", words[1]) if words else ""
    return " ".join(sentence.split(":")[-1].split())


def section(playground):
    """The place of the playground: its heading, the element that its script fills, and the script; nothing without one."""
    if playground is None:
        return ""
    return ('## Try it\n\n<div id="playground"><noscript>The playground needs JavaScript.</noscript></div>\n'
            f'<script defer src="{playground}"></script>')


def chapters(notebooks):
    """One card a chapter: a picture from its notebook, its title, and what its reader will do."""
    return '<ol class="chapters">\n' + "\n".join(card(notebook) for notebook in notebooks) + "\n</ol>"


def card(notebook):
    """A link with a picture, a title and a line."""
    return (f'<li><a href="notebooks/{notebook.stem}.html">'
            f'<span class="chapter-picture">{one_line(picture(notebook))}</span>'
            f'<span class="chapter-title">{escape(plain(teaching.title(notebook)))}</span>'
            f'<span class="chapter-text">{escape(line(notebook))}</span></a></li>')


def picture(notebook):
    """The picture or clip that stands for a notebook: of the cell tagged `cover`, else the last one that it shows."""
    cells = [cell for cell in teaching.cells(notebook) if cell["cell_type"] == "code"]
    shown = [cell for cell in cells if PICTURE.search(html(cell)) and "solution" not in teaching.tags(cell)]
    chosen = [cell for cell in shown if "cover" in teaching.tags(cell)] or shown
    return re.sub("<figcaption>.*", "", media.playing(PICTURE.search(html(chosen[-1]))[0]), flags=re.S) if chosen else ""


def line(notebook):
    """What the reader will do, as far as a card has room for it."""
    said = TASK.search(teaching.text(teaching.cells(notebook)[0]))
    clauses = re.split(r"(?<=,) |(?<=\.) ", plain(said[1])) if said else []
    kept = [clause for i, clause in enumerate(clauses) if i == 0 or len(" ".join(clauses[:i + 1]).split()) <= LONGEST]
    text = " ".join(kept).rstrip(".,;:")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def plain(markdown):
    """Text without Markdown's marks."""
    return " ".join(re.sub(r"[*`]|\$", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)).split())


def outputs(notebook):
    """The HTML that each code cell of a notebook shows."""
    return [html(cell) for cell in teaching.cells(notebook) if cell["cell_type"] == "code"]


def html(cell):
    """The HTML of a code cell's outputs."""
    return "".join(teaching.html(output) for output in cell["outputs"])


def one_line(fragment):
    """HTML without line ends, at which Markdown would take it apart."""
    return " ".join(fragment.split("\n"))
