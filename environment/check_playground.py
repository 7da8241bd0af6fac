"""Opens the built playground in an installed browser, and compares its pixels with those of clips of the command line.

    python check_playground.py CLIPS...

Runs in the virtual environment; tests/test_playground.py calls it. Each folder of clips is one that `generate` wrote. Both forms
of the compiled module draw each clip anew, from its sentence and seed, and its length and size.
"""
import argparse
import base64
import csv
import struct
import sys
import tempfile
from pathlib import Path

import browser
import playground
from check_site import talk

TOLERANCE = 1  # of 255
PAGE = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Playground</title><div id="playground"></div><script defer src="{}"></script></html>'
READY = """(async (root = document.getElementById('playground')) => {
    for (let i = 0; i < 2000 && !root.dataset.ready && !root.querySelector('[role=alert]'); i++)
        await new Promise(done => setTimeout(done, 20));
    return [root.dataset.ready || '', root.innerText.slice(0, 300)];
})()"""
LOAD = """textToVideo.load('%s').then(java => textToVideo.script('model.js').then(() => {
    window.model = java.playground(textToVideo.bytes(textToVideo.parts.model));
})).then(() => null)"""
COMPARE = """(async (sentence, seed, size, frames) => {
    const made = model.pixels(model.complete(sentence, seed), model.noise(seed), frames.length, size);
    let worst = 0;
    for (const [f, frame] of frames.entries()) {
        const image = Object.assign(new Image(), {src: `data:image/png;base64,${frame}`});
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), {width: size, height: size}).getContext('2d');
        canvas.drawImage(image, 0, 0);
        const expected = canvas.getImageData(0, 0, size, size).data, from = f * expected.length;
        for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(expected[i] - (made[from + i] & 255)));
    }
    return worst;
})"""


def main():
    """The command line; exit code 1 if anything differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("clips", nargs="+", type=Path)
    clips = [clip for folder in parser.parse_args().clips for clip in read(folder)]
    with tempfile.TemporaryDirectory() as folder, browser.Browser(browser.find()) as program:
        page = Path(folder, "page.html")
        page.write_text(PAGE.format((playground.FOLDER / "playground.js").as_uri()), encoding="utf-8")
        program.open(page.as_uri())
        ready, shown = program.evaluate(READY)
        if not ready:
            print(f"the playground does not start: {shown}")
            return 1
        wrong = list(talk(program, playground.FOLDER, page.parent))
        for kind in ("wasm", "javascript"):
            program.evaluate(LOAD % kind)
            worst = [(program.evaluate(f"{COMPARE}({arguments})"), name) for name, arguments in clips]
            wrong += [f"{name} by {kind} differs by {difference} of 255" for difference, name in worst if difference > TOLERANCE]
            print(f"{kind}: {len(worst)} clips, the largest difference is {max(worst)[0]} of 255")
    print("\n".join(wrong))
    return 1 if wrong else 0


def read(folder):
    """The clips that a folder's index lists: a name, and what the page needs to know of each, as JavaScript."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index):
            frames = [file.read_bytes() for file in sorted((folder / row["clip"]).glob("frame-*.png"))]
            size = struct.unpack(">I", frames[0][16:20])[0]  # the width in a PNG file's header
            pictures = [base64.b64encode(frame).decode() for frame in frames]
            yield f"{row['prompt']}, seed {row['seed']}", f'"{row["prompt"]}", {row["seed"]}, {size}, {pictures}'


if __name__ == "__main__":
    sys.exit(main())
