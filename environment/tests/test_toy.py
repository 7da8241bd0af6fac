"""The page with a GAN that trains: its links, and the game in a browser where one is installed."""
import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import browser
import course
import firefox
import jdk
import playground
import toy
from prepare import PYTHON, command_in_venv


class LinkTest(unittest.TestCase):

    def test_the_page_lies_beside_its_notebook_which_links_to_it(self):
        with tempfile.TemporaryDirectory() as folder:
            notebook = Path(shutil.copy(course.choose(["01"])[0], folder))
            before = json.loads(notebook.read_text(encoding="utf-8"))
            toy.write_sources(Path(folder))
            after = json.loads(notebook.read_text(encoding="utf-8"))
            self.assertTrue(Path(folder, f"{toy.PAGE}.md").is_file())
        changed = [cell for cell, old in zip(after["cells"], before["cells"], strict=True)
                   if "".join(cell["source"]) != "".join(old["source"])]
        self.assertEqual(1, len(changed))
        self.assertIn(f"({toy.PAGE}.md)", changed[0]["source"])

    def test_the_front_page_links_to_it_only_if_it_is_built(self):
        self.assertIn(f"notebooks/{toy.PAGE}.html", toy.front(True))
        self.assertEqual("", toy.front(False))


class GameTest(unittest.TestCase):

    def test_plays_in_chromium(self):
        if not browser.find():
            self.skipTest("no Chromium, Chrome or Edge is installed: no page was opened")
        self.plays()

    def test_plays_in_firefox(self):
        if not firefox.find():
            self.skipTest("no Firefox is installed: no page was opened in it")
        self.plays("--firefox")

    def plays(self, *options):
        if not PYTHON.is_file():
            self.skipTest("nothing is set up: python3 environment/start.py --set-up-only does it")
        playground.build(jdk.find())
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(playground.FOLDER, Path(folder, "playground"))
            page = Path(folder, "notebooks", "toy.html")
            page.parent.mkdir()
            body = toy.TEMPLATE.read_text(encoding="utf-8").split("---\n")[2]  # its HTML is all that matters here
            page.write_text(f'<!DOCTYPE html><html lang="en"><title>toy</title>{body}</html>', encoding="utf-8")
            done = subprocess.run(command_in_venv("check_toy.py", *options, page), stdin=subprocess.DEVNULL,
                                  capture_output=True, encoding="utf-8", errors="replace")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
