"""Sets the machine up: virtual environment, JupyterLab with its Java kernel, and the built module."""
import json
import sys

import jdk
import kernel
import maven
from steps import REPO, Steps, remove_folder

VENV = REPO / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = REPO / "environment" / "requirements.txt"
JAR = REPO / "target" / "text-to-video.jar"
LIBRARIES = REPO / "target" / "lib"
NO_NETWORK = "check the network connection and run this again"


def prepare():
    """Does what is not done yet of the four steps; the JDK that all of them use is returned."""
    java = jdk.find()
    steps = Steps(4)
    steps.step("virtual environment", [sys.version, str(VENV)], [PYTHON], lambda: make_venv(steps))
    steps.step("Python packages", [venv_identity(), LOCK], [kernel.spec_file(VENV)], lambda: install(steps))
    steps.step("Java kernel", [venv_identity(), json.dumps(kernel.specification(java)), LOCK],
               [kernel.spec_file(VENV)], lambda: register(java))
    steps.step("Java module", [REPO / "pom.xml", REPO / "src" / "main"], [JAR, LIBRARIES], lambda: build(steps, java))
    return java


def make_venv(steps):
    """A new, empty virtual environment in place of an old or half-made one."""
    remove_folder(VENV)
    steps.tool("venv", [sys.executable, "-m", "venv", VENV],
               "on Debian and Ubuntu 'sudo apt install python3-venv' first, elsewhere use a complete Python 3.10+")


def venv_identity():
    """Text that changes when the virtual environment is made anew."""
    return str((VENV / "pyvenv.cfg").stat().st_mtime_ns)


def install(steps):
    """The locked packages, each with a hash that is checked; the lock names all that is wanted, so none brings others."""
    steps.tool("pip", [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps",
                       "--require-hashes", "-r", LOCK], NO_NETWORK)


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
    steps.tool("maven", [*maven.command(), "-ntp", "package", "-Dmaven.test.skip=true"],
               f"{NO_NETWORK}, or mend what its log says about src/", maven.environment(java))


def command_in_venv(script, *arguments):
    """Command line that runs a program of this folder with the virtual environment's Python."""
    return [str(part) for part in (PYTHON, "-X", "utf8", REPO / "environment" / script, *arguments)]
