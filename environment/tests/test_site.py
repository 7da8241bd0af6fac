"""The site: its parts, and all of its pages in a browser where one is installed."""
import base64
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import browser
import course
import front
import links
import media
import render
from prepare import PYTHON, command_in_venv
from steps import STATE

NOTEBOOKS = course.choose([])
TEMPLATE = (render.REPO / "environment" / "html" / "index.md").read_text(encoding="utf-8")
CLIP = ('<figure><video controls style="border:0" width="192" src="x.mp4"></video>'
        '<figcaption>a "red" <b>square</b></figcaption></figure>')


class MediaTest(unittest.TestCase):

    def test_clips_play_by_themselves_without_the_browsers_controls(self):
        for written in (CLIP, CLIP.replace("controls", 'controls="" autoplay="" loop="" muted=""'), media.playing(CLIP)):
            tag = re.search("<video[^>]*>", media.playing(written))[0]
            self.assertEqual('<video autoplay loop muted playsinline aria-label="Clip: a &quot;red&quot; square" '
                             'style="border:0" width="192" src="x.mp4">', tag)

    def test_long_addresses_become_files_and_short_ones_stay(self):
        short, long = (f'<img src="data:image/png;base64,{base64.b64encode(bytes(size)).decode()}">' for size in (30, 3000))
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(short, media.unpacked(short, Path(folder), "../_media"))
            name = re.fullmatch(r'<img src="\.\./_media/(\w+\.png)">', media.unpacked(long, Path(folder), "../_media"))[1]
            self.assertEqual(bytes(3000), Path(folder, name).read_bytes())


class FrontPageTest(unittest.TestCase):

    def test_every_chapter_has_a_picture_that_is_described_and_a_line(self):
        for notebook in NOTEBOOKS:
            with self.subTest(notebook=notebook.name):
                card = front.card(notebook)
                self.assertIn(f'href="notebooks/{notebook.stem}.html"', card)
                self.assertRegex(card, r'<(img|video)[^>]* (alt|aria-label)="[^"]{10,}"')
                self.assertRegex(card, r'"chapter-text">[A-Z][^<]{30,200}\.</span>')

    def test_shows_clips_of_different_sentences(self):
        captions = re.findall("<figcaption>(.*?)</figcaption>", front.clips(NOTEBOOKS))
        self.assertGreaterEqual(len(captions), 4)
        self.assertEqual(len(captions), len(set(captions)))
        for caption in captions:
            self.assertRegex(caption, r"^[a-z -]+$")

    def test_has_the_playground_only_if_it_is_built(self):
        self.assertNotIn("playground", front.page(TEMPLATE, NOTEBOOKS, None))
        page = front.page(TEMPLATE, NOTEBOOKS, "playground/playground.js")
        self.assertIn('<script defer src="playground/playground.js">', page)
        self.assertLess(page.index('class="clip-wall"'), page.index('id="playground"'))
        self.assertLess(page.index('id="playground"'), page.index('class="chapters"'))


class WholeSiteTest(unittest.TestCase):
    """Builds the site, then looks at it; the notebooks' stored outputs decide what it shows."""

    @classmethod
    def setUpClass(cls):
        if not PYTHON.is_file():
            raise unittest.SkipTest("nothing is set up: python3 environment/start.py --set-up-only does it")
        cls.site = STATE / "site-test"
        render.site(cls.site)

    def test_every_link_leads_somewhere_and_no_page_loads_from_elsewhere(self):
        self.assertEqual([], links.broken(self.site))

    def test_every_page_in_a_browser(self):
        if not browser.find():
            self.skipTest("no Chromium, Chrome or Edge is installed: no page was opened")
        done = subprocess.run(command_in_venv("check_site.py", self.site), stdin=subprocess.DEVNULL, capture_output=True,
                              encoding="utf-8", errors="replace")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        print(done.stdout.strip())


if __name__ == "__main__":
    unittest.main()
