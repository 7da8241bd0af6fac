"""What README.md says of other files is so."""
import re
import unittest
from pathlib import Path

import readme

TEXT = readme.README.read_text(encoding="utf-8")


class ReadmeTest(unittest.TestCase):

    def test_its_table_and_its_list_are_up_to_date(self):
        self.assertTrue(readme.written(TEXT) == TEXT, "python3 environment/readme.py brings README.md up to date")

    def test_every_file_it_links_to_exists(self):
        for target in re.findall(r"\]\(([^)\s]+)\)", TEXT):
            if not target.startswith("https://") and not target.startswith("http://"):
                self.assertTrue(Path(readme.REPO, target).is_file(), target)

    def test_every_file_it_lists_says_what_it_is(self):
        silent = [path.as_posix() for path in readme.listed() if not readme.phrase(path) and "test" not in path.parts]
        self.assertEqual([], silent, "a first comment, or an entry in readme.PHRASES, says what a file is")


if __name__ == "__main__":
    unittest.main()
