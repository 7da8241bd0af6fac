"""Writes the parts of README.md that other files decide: the notebooks' table, the list of files, measured figures.

    python3 environment/readme.py              the table and the list
    python3 environment/readme.py --figures    also judges the shipped model anew, which takes minutes

Each part stands between two comments; the rest of README.md is written by hand.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import ast
import json
import re
import subprocess
from html import unescape

import jdk
import processes
import surroundings
from steps import REPO, Problem, guarded

README = REPO / "README.md"
JUDGE = ["-jar", "target/text-to-video.jar", "judge", "--all", "--seeds", "4"]
FOLDERS = (".ci", ".github", "binder", "environment", "notebooks", "src")
LONGEST = 110  # characters; what stands after a colon is left out of longer phrases
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", "out"}

NOTEBOOKS = {
    "00-start-here": "a video of your own sentence, from the shipped model, within a minute",
    "01-gan-theory": "a toy GAN that reaches its equilibrium, and one that collapses",
    "02-data-synthesis": "10,000 clips as a table, contact sheets of every motion",
    "03-preprocessing": "one batch: tokens, tensors, ranges, splits",
    "04-model-building": "the shape of every block, an untrained clip",
    "05-training": "losses, prompt accuracy and samples while the model learns",
    "06-text-to-video": "MP4s of sentences seen and unseen in training, evaluated",
    "07-evaluation": "prompt accuracy with its ceiling, floor and intervals; why one sample lies",
    "08-what-else-gans-are-for": "images, augmentation, completion, 3-D: each a small thing that runs",
    "09-what-is-wrong-with-the-original": "a published GAN whose defects are repaired one by one, each repair measured",
}

PHRASES = {  # of files that cannot say themselves what they are
    "CHANGELOG.md": "what changed between versions",
    "CITATION.cff": "how to cite the course",
    "LICENSE": "Apache License 2.0",
    "README.md": "this page",
    "mvnw": "builds with the right Maven, on Linux and macOS",
    "mvnw.cmd": "the same on Windows",
    "pom.xml": "the Java build, every version once",
    ".ci/run": "all tests on a clean checkout",
    ".github/workflows/pages.yml": "builds the site, looks at it in a browser, publishes it",
    ".github/workflows/test.yml": "the same on GitHub",
    "environment/bench/benchmark-before.md": "what environment/benchmark.py measured on another machine, of the recipe before",
    "environment/bench/benchmark.md": "what environment/benchmark.py measured on one machine",
    "binder/apt.txt": "system packages that Binder installs",
    "binder/postBuild": "sets Binder's machine up, from the lists in environment/",
    "binder/runtime.txt": "Binder's Python",
    "binder/start": "Binder's limits on memory",
    "environment/html/index.md": "front page of the HTML site",
    "environment/html/playground/toy-gan.css": "how the page with a GAN that trains looks",
    "environment/html/playground/toy-gan.js": "draws a GAN that trains in the page, and asks the module for its steps",
    "environment/html/toy-gan.md": "the page with a GAN that trains",
    "environment/html/single/conf.json": "what the template of single pages builds on",
    "environment/html/single/index.html.j2": "how one notebook looks as one page that needs no other",
    "environment/html/static/clips.js": "clips play by themselves; what steers them lies below",
    "environment/html/static/course.css": "how clips, the front page and long lines of code look",
    "environment/html/static/scrolling.js": "what scrolls inside a page can be reached by the keyboard",
    "environment/html/slides/conf.json": "what the slides' template builds on",
    "environment/html/slides/index.html.j2": "how slides look, and that they need no network",
    "environment/requirements.in": "the Python packages asked for",
    "environment/requirements.txt": "all that they bring, pinned, with hashes",
    "notebooks/data/ablations.csv": "runs without one part each, evaluated",
    "notebooks/data/unseen-motion.csv": "runs without one motion, evaluated on it",
    "notebooks/data/memory.csv": "memory over whole training runs",
    "notebooks/data/time-to-accuracy.csv": "prompt accuracy over whole training runs",
    "notebooks/images/binder.svg": "the Binder badge",
    "notebooks/images/generated.png": "the picture at the top of this page",
    "notebooks/images/sentences.txt": "its sentences",
    "notebooks/teaching/glossary.md": "every term in one sentence, with the notebook that introduces it",
    "notebooks/teaching/guide.md": "for teachers: timings, what to skip, what goes wrong",
    "src/main/resources/texttovideo/shipped.safetensors": "the trained model, tensors and JSON only",
}


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Writes the parts of README.md that other files decide.")
    parser.add_argument("--figures", action="store_true", help="also judge the shipped model anew (minutes)")
    text = README.read_text(encoding="utf-8")
    new = written(text)
    if parser.parse_args().figures:
        new = replaced(new, "figures", f"```text\n$ java {' '.join(JUDGE)}\n{figures()}```\n")
    README.write_text(new, encoding="utf-8", newline="\n")
    print("README.md is up to date" if new == text else "README.md has changed")


def written(text):
    """The text of README.md with its table and its list as they should be."""
    return replaced(replaced(text, "notebooks", notebooks()), "files", f"```text\n{files()}```\n")


def replaced(text, part, content):
    """The text with what stands between a part's two comments replaced."""
    begin, end = f"<!-- {part}: written by environment/readme.py -->\n", f"<!-- end of {part} -->"
    if begin not in text or end not in text:
        raise Problem(f"README.md lacks the comments around its part '{part}'")
    before, rest = text.split(begin)
    return before + begin + "\n" + content + "\n" + end + rest.split(end)[1]


def notebooks():
    """One row a notebook; those that are there are links."""
    rows = []
    for name, milestone in NOTEBOOKS.items():
        title = name.replace("-", " ").replace("gan", "GAN")
        there = (REPO / "notebooks" / f"{name}.ipynb").is_file()
        rows.append(f"| {f'[{title}](notebooks/{name}.ipynb)' if there else f'{title} (to come)'} | {milestone} |\n")
    return "| notebook | ends by showing |\n|---|---|\n" + "".join(rows)


def files():
    """One line a file: its path, and the phrase that says what it is."""
    lines, folder = [], None
    for path in sorted(listed(), key=lambda p: (p.parent.parts, p.name)):
        if path.parent != folder and len(path.parts) > 1:
            lines.append(f"\n{path.parent.as_posix()}/")
        folder = path.parent
        lines.append(f"  {path.name:<34} {phrase(path)}".rstrip())
    return "\n".join(lines) + "\n"


def listed():
    """The repository's files, without what tools leave behind."""
    root = [p for p in REPO.iterdir() if p.is_file() and (p.name in PHRASES or p.suffix in {".md", ".xml", ".cff"})]
    inside = [p for folder in FOLDERS for p in (REPO / folder).rglob("*") if p.is_file()]
    paths = [p.relative_to(REPO) for p in root + inside]
    return [p for p in paths if not LEFT_OUT.intersection(p.parts) and not p.name.startswith(".")]


def phrase(path):
    """What a file says of itself in its first sentence, or what is known of it."""
    known = PHRASES.get(path.as_posix())
    if known is not None:
        return known
    if path.suffix == ".py":
        said = ast.get_docstring(ast.parse((REPO / path).read_text(encoding="utf-8"))) or ""
    elif path.suffix == ".java":
        said = javadoc((REPO / path).read_text(encoding="utf-8"))
    elif path.suffix == ".ipynb":
        cells = json.loads((REPO / path).read_text(encoding="utf-8"))["cells"]
        said = "".join(cells[0]["source"]).strip().splitlines()[0].lstrip("# ")
    else:
        said = ""
    sentence = re.split(r"(?<=[.;?])\s", " ".join(said.split()), maxsplit=1)[0]
    return (sentence.split(": ")[0] if len(sentence) > LONGEST else sentence).rstrip(".:;")


def javadoc(source):
    """The first comment of a Java file as plain text."""
    comment = re.search(r"/\*\*(.*?)\*/", source, re.DOTALL)
    text = re.sub(r"(?m)^\s*\*", "", comment.group(1)) if comment else ""
    text = re.sub(r"\{@link\s+#?([^\s}]+)(?:\s+([^}]+))?\}", lambda m: m.group(2) or m.group(1).replace("#", "."), text)
    text = re.sub(r"\{@\w+\s+([^}]*)\}", r"\1", text)
    return unescape(re.sub(r"<[^>]+>", "", text))


def figures():
    """What the judge says of the shipped model."""
    with processes.child([jdk.find().java, *JUDGE], cwd=REPO, env=surroundings.environment(), stdout=subprocess.PIPE,
                         encoding="utf-8") as judge:
        said = judge.stdout.read()
        if judge.wait():
            raise Problem("the shipped model could not be judged: run environment/start.py --set-up-only first")
    return said


if __name__ == "__main__":
    guarded(main)
