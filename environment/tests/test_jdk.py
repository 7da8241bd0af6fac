"""Which Java is accepted, and what is said about one that is not."""
import stat
import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import jdk
import kernel
from steps import Problem


def fake_java(folder, version, modules="java.base", processor="amd64"):
    """A bin/java that answers like a JVM of this version."""
    java = Path(folder, "bin", "java")
    java.parent.mkdir(parents=True)
    java.write_text(f'#!/bin/sh\ncase "$*" in *list-modules*) echo "{modules}";; '
                    f'*) echo "    os.arch = {processor}" >&2; echo \'openjdk version "{version}"\' >&2;; esac\n')
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    return java.parent


class JdkTest(unittest.TestCase):

    def setUp(self):
        if jdk.sys.platform == "win32":
            self.skipTest("the fake java is a shell script")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def problem(self, **environ):
        with self.assertRaises(Problem) as raised:
            jdk.find(environ)
        return str(raised.exception)

    def test_reads_old_and_new_version_numbers(self):
        self.assertEqual([8, 17, 25, 26], [jdk.feature_of(v) for v in ("1.8.0_402", "17.0.15", "25", "26-ea")])

    def test_names_a_java_that_is_too_old(self):
        said = self.problem(PATH=str(fake_java(self.folder, "11.0.2")))
        self.assertIn("Java 11.0.2, which is too old", said)
        self.assertIn(str(self.folder), said)

    def test_tells_a_jre_from_a_jdk(self):
        self.assertIn("a JRE, not a JDK", self.problem(JAVA_HOME=str(fake_java(self.folder, "21.0.1").parent), PATH=""))

    def test_names_a_processor_without_native_libraries(self):
        with patch.object(jdk.sys, "platform", "linux"):
            said = self.problem(JAVA_HOME=str(fake_java(self.folder, "21.0.1", "jdk.jshell", "s390x").parent), PATH="")
        self.assertIn("Java 21.0.1 for s390x, for which there are no native libraries (there are for amd64 and aarch64)", said)

    def test_says_how_to_install_on_each_system(self):
        for system, words in (("linux", "apt install"), ("darwin", "brew install"), ("win32", "winget install")):
            with patch.object(jdk.sys, "platform", system):
                said = self.problem(PATH="")
                self.assertIn(words, said)
                self.assertNotIn("\n", said)

    def test_takes_the_path_when_java_home_does_not_serve(self):
        bin_folder = fake_java(self.folder / "good", "17.0.1", "jdk.jshell",
                               "x86_64" if jdk.sys.platform == "darwin" else "amd64")
        (bin_folder / "javac").touch()
        old = fake_java(self.folder / "old", "1.8.0_402").parent
        self.assertEqual(17, jdk.find({"JAVA_HOME": str(old), "PATH": str(bin_folder)}).feature)

    def test_newer_javas_are_kept_from_warning_of_native_libraries(self):
        self.assertEqual([], [o for o in kernel.jvm_options(17) if o.startswith("--")])
        self.assertEqual(2, len([o for o in kernel.jvm_options(25) if o.startswith("--")]))

    def test_the_kernel_starts_the_jdk_that_was_found(self):
        found = jdk.Jdk(Path("/opt/jdk"), 17, "17.0.1")
        self.assertEqual(str(found.java), kernel.specification(found)["argv"][0])


if __name__ == "__main__":
    unittest.main()
