"""Teachers' material made from the stored notebooks: a page with all answers, the cells of each deck of slides, and notebooks
without solutions."""
import json
import re

from steps import Problem

EXERCISE = re.compile(r"^(?:### |\*\*)Exercise (\d+): ([^*\n]+)(?:\*\*)?\s*", re.M)
HEADING = re.compile(r"^(#{1,3}) +(.+)$", re.M)
SHOWN = re.compile(r"<(img|video|table|figure)\b")  # what is worth a slide
LEFT_OUT = {"Set up", "Exercises", "Further reading"}
SHORT = 6    # lines of code that a slide has room for above a picture
PRINTED = 10 # lines of text that a slide has room for below such code
WORDS = 45   # of prose on a slide; all of it is in the speaker's notes


def cells(notebook):
    """The cells of a notebook's file."""
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(f"{notebook.name} cannot be read as a notebook: {error}") from error


def text(cell):
    """A cell's source."""
    return "".join(cell["source"])


def tags(cell):
    """A cell's tags."""
    return cell["metadata"].get("tags", [])


def title(notebook):
    """A notebook's title."""
    return HEADING.match(text(cells(notebook)[0]))[2]


# Answers

def exercises(notebook):
    """Of each exercise: its number and name, its task, and the code of its solution."""
    found, task = [], None
    for cell in cells(notebook):
        begin = EXERCISE.search(text(cell)) if cell["cell_type"] == "markdown" else None
        if begin:
            task = (f"{begin[1]}: {begin[2].rstrip('.')}", text(cell)[begin.end():].strip())
        elif "solution" in tags(cell):
            found.append((*task, text(cell).replace(".orThrow()", "").replace("\n    ;", ";")))
    return found


def answers(notebooks):
    """A page in Markdown with every exercise and its solution, folded."""
    page = ["# Answers", "Every exercise of the course with one solution. There are others; the check in the notebook "
            "decides. Unfold a solution by a click on it."]
    for notebook in notebooks:
        page.append(f"## [{title(notebook)}](../{notebook.name})")
        for name, task, solution in exercises(notebook):
            page += [f"### {name}", task.replace("](0", "](../0"), "<details><summary>Solution</summary>",
                     f"```java\n{solution}\n```", "</details>"]
    return "\n\n".join(page) + "\n"


def without_solutions(notebook):
    """
    A notebook's text without its solutions, for classes that grade. The checks stay, and with them, folded, what they compare
    with: enough to see by oneself whether an answer is right, and a teacher sees who copied.
    """
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"] = [cell for cell in content["cells"] if "solution" not in tags(cell)]
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
            cell["outputs"] = [] if "exercise" in tags(cell) else cell["outputs"]
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


# Slides

def contents(notebooks):
    """A page in Markdown with links to the slides; they lie beside the site's pages, not among the sources."""
    page = ["# Slides", "One deck a notebook, made from it: its pictures, its small cells, its formulas. Arrow keys turn "
            "the slides, **O** shows all of them, **S** opens the speaker's notes with the notebook's own words, **F** fills "
            "the screen, **Esc** leaves it."]
    page += [f'- <a href="../../slides/{notebook.stem}.html">{title(notebook)}</a>' for notebook in notebooks]
    return "\n\n".join(page) + "\n"


def deck(notebook):
    """
    The cells of a notebook's slides, in order, with the metadata that nbconvert's slides need. A slide is made of every
    cell that shows a picture, a video, a table or source code, of every small cell with a short result, and of every
    formula and table in the prose; what is said around it becomes its notes. Set-up, exercises' checks and what prints
    too much are left out.
    """
    slides = [opening(cells(notebook)[0])]
    heading, section, new, said = "", "", True, []
    for cell in cells(notebook)[1:]:
        if cell["cell_type"] == "markdown":
            for block in blocks(text(cell)):
                mark = HEADING.match(block)
                if mark:
                    heading, said = mark[2], []
                    if len(mark[1]) == 2:
                        section, new = heading, True
                        slides += [tasks(notebook)] if section == "Exercises" else []
                elif section in LEFT_OUT:
                    continue
                elif is_figure(block) or section == "Summary":
                    slides += slide(heading, said, new, block)
                    new = False
                else:
                    said.append(block)
        elif section not in LEFT_OUT and is_worth_a_slide(cell, section == "Milestone"):
            slides += slide(heading, said, new, cell=cell)
            new, said = False, []
    return slides


def blocks(prose):
    """Headings, paragraphs, lists, tables and formulas of a text."""
    return [block.strip("\n") for block in re.split(r"\n\s*\n", prose) if block.strip()]


def is_figure(block):
    """Whether a block of prose is shown on a slide as it is: a formula, a table, a drawing."""
    return block.startswith(("$$", "|", "```"))


def is_worth_a_slide(cell, always):
    """Whether a code cell shows something, or has a short result and is small itself, which the milestone need not be."""
    if {"exercise", "solution", "hide-input"}.intersection(tags(cell)):
        return False
    if any(SHOWN.search(html(output)) for output in cell["outputs"]):
        return True
    printed = "".join("".join(output.get("text", "")) for output in cell["outputs"]).strip().splitlines()
    return (always or len(text(cell).splitlines()) <= SHORT) and 0 < len(printed) <= PRINTED


def html(output):
    """The HTML of an output, if any."""
    return "".join(output.get("data", {}).get("text/html", ""))


def opening(cell):
    """The first slide: the title, and what the reader will do and learn."""
    kept = [b for b in blocks(text(cell)) if HEADING.match(b) or re.match(r"\*\*(You|Minutes)", b)]
    return prose("\n\n".join(kept), "slide")


def tasks(notebook):
    """A slide that names the exercises."""
    return prose("## Exercises\n\n" + "\n".join(f"{name.replace(':', '.', 1)}" for name, *_ in exercises(notebook)), "slide")


def slide(heading, said, new, block="", cell=None):
    """One slide: heading, a lead, a block or a cell, and the notes."""
    parts = [prose("\n\n".join(part for part in (f"## {heading}", lead(said), block) if part), "slide" if new else "subslide")]
    if cell:
        outputs = [output for output in cell["outputs"] if "<progress" not in html(output)]
        hidden = {"transient": {"remove_source": True}} if len(text(cell).splitlines()) > SHORT else {}
        parts.append({**cell, "outputs": outputs, "metadata": {"slideshow": {"slide_type": "-"}, **hidden}})
    return parts + ([prose("\n\n".join(said), "notes")] if said else [])


def lead(said):
    """The first sentences of the last paragraph that begins with one, as far as there is room."""
    paragraphs = [block for block in said if not block.startswith(("-", "1.", "<")) and not block[0].islower()]
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(paragraphs[-1].split())) if paragraphs else []
    kept = [s for i, s in enumerate(sentences) if len(" ".join(sentences[:i + 1]).split()) <= WORDS]
    return " ".join(kept)


def prose(source, kind):
    """A Markdown cell of this kind of slide."""
    return {"cell_type": "markdown", "source": source, "metadata": {"slideshow": {"slide_type": kind}}}
