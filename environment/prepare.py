"""Sets the machine up: virtual environment, JupyterLab with its Java kernel, and the built module."""
import json
import shutil
import sys

import jdk
import kernel
import lock
import maven
import surroundings
from steps import REPO, Problem, Step, Steps, kind, remove_folder

VENV = REPO / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
OWNER = VENV / "made-for.txt"  # in an environment behind a link: the checkout that made it
LOCK = REPO / "environment" / "requirements.txt"
JAR = REPO / "target" / "text-to-video.jar"
LIBRARIES = REPO / "target" / "lib"


def prepare():
    """Does what is not done yet of the four steps; the JDK that all of them use is returned."""
    java = jdk.find()
    note = surroundings.home_note()
    if note:
        print(f"note: {note}", flush=True)
    steps = Steps(4)
    plan = [
        Step("virtual environment", lambda: [sys.version, str(VENV)], [PYTHON], lambda: make_venv(steps)),
        Step("Python packages", lambda: [venv_identity(), LOCK], [kernel.spec_file(VENV)], lambda: install(steps)),
        Step("Java kernel", lambda: [venv_identity(), json.dumps(kernel.specification(java)), LOCK],
             [kernel.spec_file(VENV)], lambda: register(java)),
        Step("Java module", lambda: [REPO / "pom.xml", REPO / "src" / "main"], [JAR, LIBRARIES],
             lambda: build(steps, java))]
    if all(step.is_done() for step in plan):  # needs no right to write: somebody else may have set this folder up
        run(steps, plan)
    else:
        with lock.alone():
            run(steps, plan)
    return java


def run(steps, plan):
    """All steps in order."""
    for step in plan:
        steps.step(step)


def make_venv(steps):
    """A new, empty virtual environment in place of an old or half-made one; a link to a folder elsewhere stays a link."""
    if VENV.is_symlink():
        empty_behind_link()  # venv itself refuses a link, and takes the folder behind it
        OWNER.write_text(str(REPO), encoding="utf-8")
    else:
        remove_folder(VENV)
    steps.tool("venv", [sys.executable, "-m", "venv", VENV.resolve()],
               "on Debian and Ubuntu 'sudo apt install python3-venv' first, elsewhere use a complete Python 3.10+",
               surroundings.environment())


def empty_behind_link():
    """Empties the folder that .venv leads to, if what is in it was made by this checkout."""
    if not VENV.is_dir():
        raise Problem(f"{VENV} is {kind(VENV)} and no folder: make that folder, or delete the link")
    inside = list(VENV.iterdir())
    if inside and not (OWNER.is_file() and OWNER.read_text(encoding="utf-8") == str(REPO)):
        raise Problem(f"{VENV} is {kind(VENV)}, which holds something that was not made from here: empty that folder, "
                      "or delete the link")
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def venv_identity():
    """Text that changes when the virtual environment is made anew."""
    config = VENV / "pyvenv.cfg"
    return str(config.stat().st_mtime_ns) if config.is_file() else "none"


def install(steps):
    """The locked packages, each with a hash that is checked; the lock names all that is wanted, so none brings others."""
    steps.tool("pip", [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-user", "--no-deps",
                       "--require-hashes", "-r", LOCK], "mend what it names, then run this again", environment())
    if not kernel.spec_file(VENV).is_file():
        raise Problem(f"pip installed the packages somewhere else than in {VENV}: take settings such as target, prefix "
                      f"and root out of pip's configuration ('{PYTHON} -m pip config list' shows it)")


def register(java):
    """
    The Java kernel, and JupyterLab's settings: no question about news at the first start, and cells that are attached to
    the page once. Its default takes cells out of sight off and on again, after which clips stand still.
    """
    kernel.register(java, VENV)
    settings = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"@jupyterlab/apputils-extension:notification":
                                    {"fetchNews": "false", "checkForUpdates": False},
                                    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"}}, indent=2) + "\n")


def build(steps, java):
    """The module's jar with its libraries beside it."""
    steps.tool("maven", [*maven.command(java), "package", "-Dmaven.test.skip=true"],
               "mend what it names in src/ or pom.xml", maven.environment(java))


def command_in_venv(script, *arguments):
    """Command line that runs a program of this folder with the virtual environment's Python."""
    return [str(part) for part in (PYTHON, "-X", "utf8", REPO / "environment" / script, *arguments)]


def environment():
    """Environment variables for programs in the virtual environment."""
    return surroundings.environment(VENV)
