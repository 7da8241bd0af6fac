"""The site: its parts, and all of its pages in a browser where one is installed."""
import base64
import re
import subprocess
import tempfile
import os
import unittest
from pathlib import Path

import browser
import course
import firefox
import front
import jdk
import links
import media
import playground
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


BAD = """<!DOCTYPE html><html lang="en"><head><title>bad</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><h1>Bad</h1>
<p style="color:#aaa;background:#fff">pale</p><pre style="overflow:hidden;width:90px">a long line of code without an end</pre>
<div style="width:1400px">wide</div><img src="missing.png" alt="nothing"><img src="http://127.0.0.1:9/x.png" alt="elsewhere">
<script>console.error("trouble")</script></body></html>"""


LINES = "\n".join(f"line {i}" for i in range(30))
CODE = f"""<!DOCTYPE html><html lang="en"><head><title>code</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><h1>Code</h1>
<div style="overflow:hidden;height:90px"><pre>hidden around {LINES}</pre></div>
<pre><code style="overflow:hidden;height:90px;display:block">hidden inside {LINES}</code></pre>
<pre><code style="overflow:auto;height:90px;display:block" tabindex="0">in a low box {LINES}</code></pre>
<div style="overflow:auto;height:90px" tabindex="0"><pre>with others {LINES}</pre></div>
<pre style="overflow:auto">whole {LINES}</pre>
<table style="border-spacing:0"><tr><td>near</td><td>by</td></tr></table>
<table style="border-spacing:9px"><tr><td>far</td><td>off</td></tr></table></body></html>"""


class CheckTest(unittest.TestCase):

    def test_sees_what_is_wrong_with_a_page(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "bad.html").write_text(BAD, encoding="utf-8")
            self.assertEqual(2, len(links.broken(Path(folder))), links.broken(Path(folder)))
            code, said = checked(self, folder)
        self.assertEqual(1, code, said)
        for fault in ("color-contrast", "cuts code off", "at 390, light: is 14", "at 1280, dark: is 14", "cannot load",
                      "asks for http://127.0.0.1:9", "trouble"):
            self.assertIn(fault, said)

    def test_sees_code_that_is_cut_and_columns_that_touch(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "code.html").write_text(CODE, encoding="utf-8")
            code, said = checked(self, folder)
        self.assertEqual(1, code, said)
        cut = set(re.findall(r"cuts code off: '([a-z ]+) line", said))
        self.assertEqual({"hidden around", "hidden inside", "in a low box"}, cut, said)
        self.assertEqual({"near"}, set(re.findall(r"touch: '(\w+)", said)), said)

    def test_sees_clips_that_do_not_play_or_are_covered(self):
        clip = front.CLIP.search("".join(front.outputs(NOTEBOOKS[0])))[0].replace("autoplay", "")
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "clip.html").write_text(f"<!DOCTYPE html><title>clip</title>{clip}", encoding="utf-8")
            code, said = checked(self, folder)
        self.assertEqual(1, code, said)
        for fault in ("does not play", "has controls", "cannot be paused"):
            self.assertIn(fault, said)


def checked(test, site):
    """Exit code and words of check_site.py; skips the test where it cannot run."""
    if not PYTHON.is_file():
        test.skipTest("nothing is set up: python3 environment/start.py --set-up-only does it")
    if not browser.find():
        test.skipTest("no Chromium, Chrome or Edge is installed: no page was opened")
    done = subprocess.run(command_in_venv("check_site.py", site), stdin=subprocess.DEVNULL, capture_output=True,
                          encoding="utf-8", errors="replace")
    return done.returncode, done.stdout + done.stderr


class NoBrowserTest(unittest.TestCase):
    """Without a browser the checks say what is missing."""

    def test_names_what_to_install_and_what_to_set(self):
        for program, name in ((browser.Browser, "T2V_BROWSER"), (firefox.Firefox, "T2V_FIREFOX")):
            with self.assertRaisesRegex(browser.BrowserError, name):
                program(None)


class WholeSiteTest(unittest.TestCase):
    """Builds the site, then looks at it; the notebooks' stored outputs decide what it shows."""

    @classmethod
    def setUpClass(cls):
        if not PYTHON.is_file():
            raise unittest.SkipTest("nothing is set up: python3 environment/start.py --set-up-only does it")
        cls.site = STATE / "site-test"
        playground.build(jdk.find())
        render.site(cls.site, playground.FOLDER)

    def test_every_link_leads_somewhere_and_no_page_loads_from_elsewhere(self):
        self.assertEqual([], links.broken(self.site))

    @unittest.skipUnless(os.environ.get("T2V_SITE"), "every page is opened in a browser where T2V_SITE is set")
    def test_every_page_in_a_browser(self):
        code, said = checked(self, self.site)
        self.assertEqual(0, code, said)
        print(said.strip().splitlines()[-1])


if __name__ == "__main__":
    unittest.main()
