"""The user's environment leads no program that set-up starts to other packages, kernels or folders."""
import locale
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import surroundings

POSIX = os.name == "posix"


class SurroundingsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        own = patch.object(surroundings, "OWN_HOME", self.folder / "own")
        own.start()
        self.addCleanup(own.stop)

    def environment(self, venv=None, without=(), **variables):
        kept = {name: value for name, value in os.environ.items() if name not in without}
        with patch.dict(os.environ, {**kept, **variables}, clear=True):
            return surroundings.environment(venv)

    def test_what_says_how_to_get_out_stays(self):
        wished = {"PIP_INDEX_URL": "https://example.org", "PIP_CERT": "/c", "HTTPS_PROXY": "http://example.org:1",
                  "JAVA_TOOL_OPTIONS": "-Xmx2g", "T2V_MODE": "quick"}
        self.assertEqual(wished, {k: v for k, v in self.environment(**wished).items() if k in wished})

    def test_what_leads_astray_goes(self):
        astray = {"PIP_USER": "1", "PIP_TARGET": "/t", "PIP_PREFIX": "/p", "PIP_NO_BINARY": ":all:", "PYTHONPATH": "/x",
                  "PYTHONHOME": "/h", "PYTHONSAFEPATH": "1"}
        self.assertEqual(set(), astray.keys() & self.environment(**astray).keys())

    @unittest.skipUnless(POSIX, "case makes no difference on Windows")
    def test_a_proxy_has_its_name_in_small_letters_too(self):
        without = ("https_proxy", "HTTPS_PROXY")
        self.assertEqual("http://h:1", self.environment(without=without, HTTPS_PROXY="http://h:1")["https_proxy"])

    @unittest.skipUnless(POSIX, "Windows takes any name")
    def test_a_locale_that_is_not_there_gives_way(self):
        given = self.environment(LC_ALL="xx_YY.UTF-8", LC_TIME="xx_YY", LANG="xx_YY", LANGUAGE="xx")
        self.assertIn(given["LC_ALL"], surroundings.LOCALES)
        self.assertEqual(set(), {"LC_TIME", "LANG", "LANGUAGE"} & given.keys())
        strict = "import locale; locale.setlocale(locale.LC_ALL, '')"
        self.assertEqual(0, subprocess.run([sys.executable, "-c", strict], env=given).returncode)

    def test_a_locale_that_is_there_stays(self):
        before = locale.setlocale(locale.LC_ALL)
        self.assertEqual("C", self.environment(LC_ALL="C")["LC_ALL"])
        self.assertEqual(before, locale.setlocale(locale.LC_ALL))

    @unittest.skipUnless(POSIX, "every user of Windows has a home")
    def test_a_user_without_a_home_gets_one_and_hears_of_it(self):
        for users in (str(self.folder / "gone"), "", "/"):
            with patch.object(surroundings, "entry", lambda users=users: users), \
                    patch.object(surroundings, "is_home", lambda folder: folder == str(self.folder / "own")):
                given = self.environment(without=("HOME", "JDK_JAVA_OPTIONS"))
                self.assertEqual(str(self.folder / "own"), given["HOME"])
                self.assertEqual(f'-Duser.home="{self.folder / "own"}"', given["JDK_JAVA_OPTIONS"])
                self.assertTrue((self.folder / "own").is_dir())
                with patch.dict(os.environ, {"HOME": "/gone"}):
                    self.assertRegex(surroundings.home_note(), rf"^HOME is /gone, .*: caches go to {self.folder}/own$")

    @unittest.skipUnless(POSIX, "every user of Windows has a home")
    def test_a_home_that_is_there_is_used_and_nothing_said(self):
        with patch.object(surroundings, "entry", lambda: str(self.folder)):
            given = self.environment(without=("JDK_JAVA_OPTIONS",), HOME=str(self.folder))
            self.assertEqual((str(self.folder), None), (given["HOME"], given.get("JDK_JAVA_OPTIONS")))
            with patch.dict(os.environ, {"HOME": str(self.folder)}):
                self.assertIsNone(surroundings.home_note())
        self.assertFalse((self.folder / "own").exists())

    @unittest.skipUnless(POSIX, "every user of Windows has a home")
    def test_java_is_told_of_a_home_that_the_list_of_users_does_not_name(self):
        with patch.object(surroundings, "entry", lambda: "/gone"):
            given = self.environment(HOME=str(self.folder), JDK_JAVA_OPTIONS="-Xmx1g")
            self.assertEqual(f'-Xmx1g -Duser.home="{self.folder}"', given["JDK_JAVA_OPTIONS"])

    def test_the_environments_own_kernel_comes_before_all_others(self):
        """Also where the user has one of the same name, and .venv belongs to somebody else."""
        other = self.folder / "other" / "kernels" / "java"
        other.mkdir(parents=True)
        (other / "kernel.json").write_text('{"argv": ["/wrong"], "display_name": "Wrong", "language": "java"}')
        given = self.environment(surroundings.STATE.parent / ".venv", JUPYTER_PATH=str(self.folder / "other"),
                                 JUPYTER_DATA_DIR=str(self.folder / "other"), JUPYTER_PREFER_ENV_PATH="0")
        ask = ("import sys, jupyter_core.paths as p; p._do_i_own = lambda path: False\n"
               "from jupyter_client.kernelspec import get_kernel_spec\nprint(get_kernel_spec('java').argv[0])")
        python = surroundings.STATE.parent / ".venv" / ("Scripts/python.exe" if not POSIX else "bin/python")
        if not python.is_file():
            self.skipTest("environment/start.py --set-up-only makes the virtual environment that this test asks")
        said = subprocess.run([python, "-c", ask], env=given, capture_output=True, encoding="utf-8")
        self.assertNotIn("/wrong", said.stdout + said.stderr)
        self.assertIn("java", said.stdout)


if __name__ == "__main__":
    unittest.main()
