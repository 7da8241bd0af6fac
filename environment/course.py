"""The notebooks of the course, in the order they are read, and the files around them."""
import shutil
from pathlib import Path

from steps import REPO, Problem

NOTEBOOKS = REPO / "notebooks"


def choose(names):
    """The notebooks with these numbers or names; all of them without a name."""
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise Problem(f"no notebooks found in {NOTEBOOKS}: get a complete copy of the repository")
    stems = [Path(name).name.removesuffix(".ipynb") for name in names]
    for stem in stems:
        if not any(matches(n, stem) for n in notebooks):
            raise Problem(f"no notebook is named '{stem}'; there are {', '.join(n.stem for n in notebooks)}")
    return [n for n in notebooks if not stems or any(matches(n, stem) for stem in stems)]


def matches(notebook, name):
    """Whether a notebook is meant by this name: its own, or the number in front of it."""
    return name in (notebook.stem, notebook.stem.split("-")[0])


def copy_repository(target):
    """A copy of all that notebooks may read or link to, laid out as in the repository, without what is built or run."""
    left_out = shutil.ignore_patterns(".*", "target", "out", "site", "__pycache__", "*.tmp")
    shutil.copytree(REPO, target, ignore=left_out, dirs_exist_ok=True, ignore_dangling_symlinks=True)
