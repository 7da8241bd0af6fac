"""Maven goes through the proxy that all other programs take from HTTPS_PROXY."""
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from unittest.mock import patch

import jdk
import maven
from steps import Problem


class MavenTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for patched in (patch.object(maven, "STATE", self.folder / "state"),
                        patch.object(maven.surroundings, "home", lambda: str(self.folder / "home"))):
            patched.start()
            self.addCleanup(patched.stop)
        (self.folder / "home" / ".m2").mkdir(parents=True)

    def proxy(self, address, exceptions="", base=None):
        """The proxy that Maven is told, as a dictionary."""
        root = ElementTree.fromstring(maven.settings(base, address, exceptions))
        return {child.tag.split("}")[1]: child.text for child in root.find(".//{*}proxy")}

    def test_address_and_exceptions_in_mavens_words(self):
        told = self.proxy("http://me:p%40ss@proxy.example.org:3128", "localhost, .example.com")
        self.assertEqual({"id": "environment", "active": "true", "protocol": "http", "host": "proxy.example.org",
                          "port": "3128", "username": "me", "password": "p@ss",
                          "nonProxyHosts": "localhost|*.localhost|example.com|*.example.com"}, told)
        self.assertEqual(("proxy", "80"), tuple(self.proxy("proxy")[k] for k in ("host", "port")))

    def test_an_address_that_is_none_is_named_without_its_password(self):
        for address in ("http://me:secret@proxy:port", "socks5://me:secret@proxy:1", "http://"):
            with self.assertRaises(Problem) as raised:
                self.proxy(address)
            self.assertIn("HTTPS_PROXY", str(raised.exception))
            self.assertNotIn("secret", str(raised.exception))

    def test_settings_of_the_installed_maven_are_kept(self):
        for space in ("", ' xmlns="http://maven.apache.org/SETTINGS/1.0.0"'):
            base = self.folder / "settings.xml"
            base.write_text(f"<settings{space}><offline>true</offline></settings>")
            self.assertIn(b"offline>true<", maven.settings(base, "http://p:1", ""))

    def option(self, **variables):
        with patch.dict(os.environ, variables, clear=True):
            return maven.proxy_option(None)

    def test_without_a_proxy_maven_is_told_nothing(self):
        with patch.object(maven, "getproxies", dict):
            self.assertEqual([], self.option())

    def test_the_users_own_proxy_comes_first(self):
        (self.folder / "home" / ".m2" / "settings.xml").write_text(
            "<settings><proxies><proxy><host>own</host></proxy></proxies></settings>")
        self.assertEqual([], self.option(HTTPS_PROXY="http://p:1"))

    def test_only_the_user_can_read_the_password(self):
        _, file = self.option(HTTPS_PROXY="http://me:secret@p:1")
        self.assertIn("secret", Path(file).read_text())
        if os.name == "posix":
            self.assertEqual(0o600, Path(file).stat().st_mode & 0o777)

    def test_maven_asks_the_proxy(self):
        if os.name != "posix" or not shutil.which("mvn"):
            self.skipTest("needs an installed Maven, so as to fetch none")
        asked = []
        with socket.create_server(("127.0.0.1", 0)) as server:
            thread = threading.Thread(target=answer, args=(server, asked), daemon=True)
            thread.start()
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
            (self.folder / "pom.xml").write_text(
                "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
                "<version>1</version><packaging>pom</packaging></project>")
            with patch.dict(os.environ, {"HTTPS_PROXY": address, "https_proxy": address, "NO_PROXY": "", "no_proxy": ""}):
                found = jdk.find()
                subprocess.run([*maven.command(found), f"-Dmaven.repo.local={self.folder / 'repository'}", "clean"],
                               cwd=self.folder, env=maven.environment(found), capture_output=True, timeout=120)
        self.assertTrue(asked)
        self.assertEqual({"CONNECT"}, {line.split()[0] for line in asked})


def answer(server, asked):
    """Notes what a proxy is asked for, and refuses it."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            asked.append(connection.recv(4096).decode().splitlines()[0])
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


if __name__ == "__main__":
    unittest.main()
