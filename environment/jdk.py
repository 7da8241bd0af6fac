"""Finds the JDK that builds the module and runs the notebooks."""
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from steps import Problem

OLDEST = 17
PROCESSORS = {"linux": ("amd64", "aarch64"), "darwin": ("x86_64", "aarch64"), "win32": ("amd64",)}  # pom.xml's profiles
HOW_TO_INSTALL = {
    "darwin": "brew install --cask temurin",
    "win32": "winget install EclipseAdoptium.Temurin.21.JDK, then open a new terminal",
    "linux": "sudo apt install openjdk-17-jdk (Debian, Ubuntu) or sudo dnf install java-latest-openjdk-devel (Fedora)",
}


@dataclass(frozen=True)
class Jdk:
    """A Java Development Kit: its folder, its feature version such as 17, its full version such as 17.0.15."""
    home: Path
    feature: int
    version: str

    @property
    def java(self):
        """The program that starts a JVM."""
        return self.home / "bin" / executable("java")


def find(environ=os.environ):
    """The JDK of JAVA_HOME, else the one of the PATH; a Problem names what was found where neither serves."""
    rejected = []
    for origin, java in candidates(environ):
        found = probe(java)
        if isinstance(found, Jdk):
            return found
        rejected.append(f"{origin} has {found}")
    what = "; ".join(rejected) if rejected else "JAVA_HOME is not set and there is no java on the PATH"
    how = HOW_TO_INSTALL.get(sys.platform, HOW_TO_INSTALL["linux"])
    raise Problem(f"a Java Development Kit (JDK) {OLDEST} or newer is needed, but {what}. Install one: {how}; "
                  "or set JAVA_HOME to one you have, then run this again")


def candidates(environ):
    """Where to look, in order: (name of the place, java program)."""
    if environ.get("JAVA_HOME"):
        yield f"JAVA_HOME ({environ['JAVA_HOME']})", Path(environ["JAVA_HOME"], "bin", executable("java"))
    on_path = shutil.which("java", path=environ.get("PATH"))
    if on_path:
        yield f"the PATH ({on_path})", Path(on_path)


def probe(java):
    """The Jdk that this java program belongs to, or a text that says what it is instead."""
    if not java.is_file():
        return "no bin/java"
    told = output_of(java, "-XshowSettings:properties", "-version")
    version = re.search(r'version "([^"]+)"', told)
    if not version:
        return "a java that does not start"  # such as the macOS stub without a JDK behind it
    feature = feature_of(version[1])
    if feature < OLDEST:
        return f"Java {version[1]}, which is too old"
    processor = re.search(r"os\.arch = (\S+)", told)
    if processor and processor[1] not in PROCESSORS.get(sys.platform, PROCESSORS["linux"]):
        return (f"Java {version[1]} for {processor[1]}, for which there are no native libraries (there are for "
                f"{' and '.join(PROCESSORS.get(sys.platform, PROCESSORS['linux']))})")
    home = re.search(r"java\.home = (.+)", told)
    folder = Path(home[1].strip()) if home else java.resolve().parent.parent
    modules = output_of(java, "--list-modules")
    if "jdk.jshell" not in modules or not (folder / "bin" / executable("javac")).is_file():
        return f"Java {version[1]} without compiler or jshell (a JRE, not a JDK)"
    return Jdk(folder, feature, version[1])


def feature_of(version):
    """8 for 1.8.0_402, 17 for 17.0.15, 26 for 26-ea."""
    numbers = [int(n) for n in re.findall(r"\d+", version)[:2]]
    return numbers[1] if numbers[0] == 1 and len(numbers) > 1 else numbers[0]


def output_of(*command, env=None):
    """What a short command prints, errors included; empty if it cannot run."""
    try:
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, env=env, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")


def executable(name):
    """The file name of a program on this system."""
    return name + ".exe" if sys.platform == "win32" else name
