"""The Maven that builds the module: one that is installed already, else the pinned one of the wrapper."""
import os
import re
import shutil
import sys

from jdk import output_of
from steps import REPO

OLDEST = (3, 6, 3)  # what the build's plugins need


def command():
    """Start of a Maven command line."""
    installed = shutil.which("mvn")
    if installed:
        version = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", output_of(installed, "--version"))
        if version and tuple(map(int, version.groups())) >= OLDEST:
            return [installed, "-B"]
    if sys.platform == "win32":
        return [str(REPO / "mvnw.cmd"), "-B"]
    return ["sh", str(REPO / "mvnw"), "-B"]  # by sh: an archive of the repo may have lost the execute permission


def environment(jdk):
    """Environment variables for Maven, so that it builds with the JDK that was found."""
    return {**os.environ, "JAVA_HOME": str(jdk.home)}
