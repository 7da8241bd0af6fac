"""The playground: the browser's pixels are the JVM's. What a page must be besides, test_site.py looks at."""
import itertools
import subprocess
import tempfile
import unittest
from pathlib import Path

import browser
import jdk
import playground
from prepare import JAR, PYTHON, command_in_venv

SIZES, COLOURS, SHAPES = ("small", "large"), ("red", "green", "blue", "yellow", "purple", "black"), ("circle", "square", "triangle")
MOTIONS = [*(f"moving {way}" for way in ("up", "down", "left", "right", "up-left", "diagonally down-right")), "rotating clockwise",
           "rotating counter-clockwise", "shrinking", "expanding", "bouncing vertically", "zigzagging horizontally"]
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
        sentences = [f"a {' '.join(words)}" for words in itertools.product(SIZES, COLOURS, SHAPES, MOTIONS)][::4][:100]
        self.assertEqual(100, len(sentences))
        with tempfile.TemporaryDirectory() as folder:
            clips = [*(self.generated(Path(folder, f"seed-{seed}"), sentences[seed::4], "--seed", str(seed)) for seed in range(4)),
                     self.generated(Path(folder, "other"), ["circle moving up", "red triangle expanding", "small square shrinking"],
                                    "--frames", "17", "--size", "96", "--seed", "7")]
            done = subprocess.run(command_in_venv("check_playground.py", *clips), stdin=subprocess.DEVNULL, capture_output=True,
                                  encoding="utf-8", errors="replace")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        print(done.stdout.strip())

    def generated(self, folder, sentences, *options):
        """A folder of clips that the command line made."""
        prompts = folder.with_suffix(".txt")
        prompts.write_text("\n".join(sentences), encoding="utf-8")
        command = [self.java.java, "-jar", JAR, "generate", "--prompts", prompts, "--out", folder, *options]
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                              errors="replace")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return folder


if __name__ == "__main__":
    unittest.main()
