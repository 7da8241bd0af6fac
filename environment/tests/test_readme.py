"""What README.md says of other files is so."""
import re
import unittest
from pathlib import Path

import readme

TEXT = readme.README.read_text(encoding="utf-8")


class ReadmeTest(unittest.TestCase):

    def test_its_tables_are_up_to_date(self):
        self.assertTrue(readme.written(TEXT) == TEXT, "python3 environment/readme.py brings README.md up to date")

    def test_every_file_it_links_to_exists(self):
        for target in re.findall(r"\]\(([^)\s]+)\)", TEXT):
            if not target.startswith("https://") and not target.startswith("http://"):
                self.assertTrue(Path(readme.REPO, target).is_file(), target)

    def test_every_folder_has_a_phrase_and_every_phrase_a_folder(self):
        self.assertEqual([], [folder for folder in readme.FOLDERS if not (readme.REPO / folder).is_dir()])
        self.assertEqual([], [folder for folder in readme.described() if folder not in readme.FOLDERS],
                         "an entry in readme.FOLDERS says what a folder holds")


if __name__ == "__main__":
    unittest.main()
