"""The playground: the browser's pixels are the JVM's. What a page must be besides, test_site.py looks at."""
import itertools
import subprocess
import tempfile
import unittest
from pathlib import Path

import browser
import firefox
import jdk
import playground
from prepare import JAR, PYTHON, command_in_venv

WORDS = (("small", "large"), ("red", "green", "blue", "yellow", "purple", "black"), ("circle", "square", "triangle"),
         ("moving up", "moving down", "moving left", "moving right", "moving up-left", "moving diagonally down-right",
          "rotating clockwise", "rotating counter-clockwise", "shrinking", "expanding", "bouncing vertically",
          "zigzagging horizontally"))
OPEN = ("circle moving up", "red triangle expanding", "small square shrinking")  # leave words to the seed
MOST_BYTES = 2_000_000  # that the playground may add to the site


class PlaygroundTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        if not PYTHON.is_file() or not JAR.is_file():
            raise unittest.SkipTest("nothing is set up: python3 environment/start.py --set-up-only does it")
        cls.java = jdk.find()
        playground.build(cls.java)

    def test_is_small(self):
        size = sum(file.stat().st_size for file in playground.FOLDER.iterdir())
        self.assertLess(size, MOST_BYTES)

    def test_draws_the_pixels_of_the_command_line(self):
        if not browser.find():
            self.skipTest("no Chromium, Chrome or Edge is installed: no pixel was compared")
        sentences = [f"a {' '.join(words)}" for words in itertools.product(*WORDS)][::4][:100]
        self.assertEqual(100, len(sentences))
        self.draws(sentences)

    def test_draws_the_same_in_firefox(self):
        if not firefox.find():
            self.skipTest("no Firefox is installed: the playground was not opened in it")
        self.draws([f"a {' '.join(words)}" for words in itertools.product(*WORDS)][::37], "--firefox")

    def draws(self, sentences, *options):
        with tempfile.TemporaryDirectory() as folder:
            clips = [self.generated(Path(folder, f"seed-{seed}"), sentences[seed::4], "--seed", seed) for seed in range(4)]
            clips.append(self.generated(Path(folder, "open"), OPEN, "--frames", 17, "--size", 96, "--seed", 7))
            done = run(command_in_venv("check_playground.py", *options, *clips))
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        print(done.stdout.strip())

    def generated(self, folder, sentences, *options):
        """A folder of clips that the command line made."""
        prompts = folder.with_suffix(".txt")
        prompts.write_text("\n".join(sentences), encoding="utf-8")
        done = run([self.java.java, "-jar", JAR, "generate", "--prompts", prompts, "--out", folder, *options])
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return folder


def run(command):
    """A program that has ended."""
    return subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                          errors="replace")


if __name__ == "__main__":
    unittest.main()
