"""The Maven that builds the module: one that is installed already, else the pinned one of the wrapper."""
import os
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

import surroundings
from jdk import output_of
from steps import REPO, STATE, Problem, make_folder

OLDEST = (3, 6, 3)  # what the build's plugins need
NAMESPACE = "http://maven.apache.org/SETTINGS/1.2.0"


def command(jdk):
    """Start of a Maven command line."""
    installed = shutil.which("mvn")
    if installed:
        told = output_of(installed, "--version", env=environment(jdk))
        version = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", told)
        if version and tuple(map(int, version.groups())) >= OLDEST:
            home = re.search(r"Maven home: (.+)", told)
            return [installed, "-B", "-ntp", *proxy_option(Path(home[1].strip()) if home else None)]
    if sys.platform == "win32":
        return [str(REPO / "mvnw.cmd"), "-B", "-ntp", *proxy_option(None)]
    return ["sh", str(REPO / "mvnw"), "-B", "-ntp", *proxy_option(None)]  # by sh: an archive may have lost its permission


def environment(jdk):
    """Environment variables for Maven, so that it builds with the JDK that was found."""
    return {**surroundings.environment(), "JAVA_HOME": str(jdk.home)}


def proxy_option(maven_home):
    """Tells Maven, which asks its settings only, of the proxy that all other programs take from HTTPS_PROXY."""
    proxies = getproxies()
    if not proxies.get("https") or has_proxy(Path(surroundings.home() if os.name == "posix" else Path.home(), ".m2",
                                                  "settings.xml")):
        return []
    base = maven_home / "conf" / "settings.xml" if maven_home else None
    if base and has_proxy(base):
        return []
    file = STATE / "maven-settings.xml"
    make_folder(STATE)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:  # it may hold a password
        written.write(settings(base, proxies["https"], proxies.get("no", "")))
    return ["-gs", str(file)]


def has_proxy(file):
    """Whether a file of settings names a proxy already; one that cannot be read is Maven's to complain about."""
    try:
        return any(element.tag.endswith("}proxy") or element.tag == "proxy" for element in ElementTree.parse(file).iter())
    except (OSError, ElementTree.ParseError):
        return False


def settings(base, proxy, exceptions):
    """Maven's own settings with this proxy in them."""
    address = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    try:
        port = address.port or (443 if address.scheme == "https" else 80)
        if not address.hostname or not address.scheme.startswith("http"):
            raise ValueError
    except ValueError as error:
        raise Problem("HTTPS_PROXY, or the system's proxy, has not the form http://HOST:PORT or "
                      "http://USER:PASSWORD@HOST:PORT, which Maven needs") from error
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.fromstring(f'<settings xmlns="{NAMESPACE}"/>')
    if base and base.is_file():
        root = ElementTree.parse(base).getroot()
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    if space:
        ElementTree.register_namespace("", space[1:-1])
    proxies = root.find(f"{space}proxies")
    if proxies is None:
        proxies = ElementTree.SubElement(root, f"{space}proxies")
    entry = ElementTree.SubElement(proxies, f"{space}proxy")
    values = {"id": "environment", "active": "true", "protocol": "http", "host": address.hostname, "port": str(port),
              "username": unquote(address.username or ""), "password": unquote(address.password or ""),
              "nonProxyHosts": hosts(exceptions)}
    for name, value in values.items():
        if value:
            ElementTree.SubElement(entry, space + name).text = value
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def hosts(no_proxy):
    """NO_PROXY in Java's words: a name stands for itself and all below it."""
    names = [name.strip().lstrip(".") for name in no_proxy.split(",") if name.strip()]
    return "|".join(part for name in names for part in ([name] if name == "*" else [name, f"*.{name}"]))
