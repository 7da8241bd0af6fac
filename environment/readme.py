"""Writes the parts of README.md that other files decide: the notebooks' table, the table of folders, measured figures.

    python3 environment/readme.py              both tables
    python3 environment/readme.py --figures    also judges the shipped model anew, which takes minutes

Each part stands between two comments; the rest of README.md is written by hand.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import json
import re
import subprocess

import jdk
import processes
import surroundings
from steps import REPO, Problem, guarded

README = REPO / "README.md"
JUDGE = ["-jar", "target/text-to-video.jar", "judge", "--all", "--seeds", "4"]
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
    "10-your-own-clips": "a model of a folder of captioned clips, judged where nobody knows the answer",
}

FOLDERS = {  # in the order in which a reader meets them
    "notebooks": "the course, in the order it is read",
    "notebooks/teaching": "for teachers: a guide, and a glossary",
    "notebooks/data": "tables of long runs that notebooks read",
    "notebooks/images": "pictures on this page",
    "src/main/java/texttovideo": "the module that every notebook calls, in packages along the data's path:",
    "src/main/java/texttovideo/text": "vocabulary, tokenizers, the grammar of prompts",
    "src/main/java/texttovideo/video": "a clip, its pixel scale, reading and writing MP4, GIF, PNG and contact sheets",
    "src/main/java/texttovideo/nn": "layers, parameters, optimiser and tensor files in plain Java",
    "src/main/java/texttovideo/conv": "layers on ND4J: convolutions and what goes with them",
    "src/main/java/texttovideo/scene": "shapes, colours, sizes, motions; the renderer of real clips",
    "src/main/java/texttovideo/data": "datasets of captioned clips, frozen splits, batches",
    "src/main/java/texttovideo/model": "the generators, the discriminators and their inputs, the model file",
    "src/main/java/texttovideo/train": "the training loop, GAN and VAE-GAN steps, losses, log",
    "src/main/java/texttovideo/world": "the drawn world put together for training, and all that training knows of its grammar",
    "src/main/java/texttovideo/generate": "caption in, clip out",
    "src/main/java/texttovideo/web": "what pages in a browser call: the playground, a GAN that trains in the page",
    "src/main/java/texttovideo/eval": "what a clip shows, whether it matches its prompt, tables of prompt accuracy",
    "src/main/java/texttovideo/plot": "charts and the words that describe them",
    "src/main/java/texttovideo/notebook": "how values show themselves in a notebook: video, progress, exercises",
    "src/main/java/texttovideo/cli": "the command line",
    "src/main/java/texttovideo/lessons": "what one notebook needs and nothing else: toy GANs, completion, solids from shadows",
    "src/main/resources/texttovideo": "the trained models (tensors and JSON only), and handwritten digits with their datasheet",
    "src/test/java/texttovideo": "its tests, in the same packages",
    "src/test/resources/texttovideo/video": "films of other programs, for tests",
    "environment": "what sets a machine up, runs the tests, and makes the web site",
    "environment/bench": "what the benchmark measured, and its training steps in PyTorch",
    "environment/html": "how the site, its slides and single pages look",
    "environment/tests": "tests of these programs, and of rules that all notebooks keep",
    "binder": "what Binder needs, pointing at environment/",
    ".ci": "all tests on a clean checkout, by one command",
    ".github": "the same on GitHub, and the site's publication",
}
LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", "out"}
TOPS = (".ci", ".github", "binder", "environment", "notebooks", "src")
WHOLE = (".github", "environment/html", "src/test/java/texttovideo")  # what is inside needs no line of its own


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
    """The text of README.md with its two tables as they should be."""
    return replaced(replaced(text, "notebooks", notebooks()), "folders", folders())


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


def folders():
    """One row a folder, with the phrase that says what it holds."""
    return "| folder | what is in it |\n|---|---|\n" + "".join(f"| `{name}` | {phrase} |\n" for name, phrase in FOLDERS.items())


def described():
    """The folders that need a phrase: those that hold files, but for those inside a folder whose phrase speaks for all."""
    inside = {p.parent.relative_to(REPO) for top in TOPS for p in (REPO / top).rglob("*") if p.is_file()}
    kept = [path for path in inside if not LEFT_OUT.intersection(path.parts)]
    return sorted({next((whole for whole in WHOLE if path.as_posix().startswith(whole)), path.as_posix()) for path in kept})


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
