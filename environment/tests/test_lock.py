"""The one list of Python packages and the lock made from it agree, and hold on any machine."""
import re
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
ASKED = (FOLDER / "requirements.in").read_text()
LOCK = (FOLDER / "requirements.txt").read_text()


class LockTest(unittest.TestCase):

    def test_every_package_asked_for_is_pinned_and_locked_at_that_version(self):
        for line in ASKED.splitlines():
            if line and not line.startswith("#"):
                self.assertRegex(line, r"^[a-z0-9-]+==\S+$")
                self.assertRegex(LOCK, rf"(?m)^{re.escape(line)} ")

    def test_every_locked_package_has_hashes(self):
        for entry in re.split(r"(?m)^(?=\w)", LOCK)[1:]:
            self.assertIn("--hash=sha256:", entry)

    def test_no_package_is_locked_twice(self):
        names = re.findall(r"(?m)^(\S+)==", LOCK)
        self.assertEqual(sorted(set(names)), sorted(names))

    def test_names_no_server(self):
        self.assertNotRegex(LOCK, r"https?://|--index|--extra-index|--find-links")


if __name__ == "__main__":
    unittest.main()
