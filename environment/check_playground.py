"""Opens the built playground in an installed browser, uses it, and compares its pixels with those of the command line.

    python check_playground.py [--firefox] CLIPS...

Runs in the virtual environment; tests/test_playground.py calls it. Each folder of clips is one that `generate` wrote. Both
forms of the compiled module draw each clip anew, from its sentence and seed, and its length and size.
"""
import argparse
import base64
import csv
import struct
import sys
import tempfile
from pathlib import Path

import browser
import firefox
import playground
from check_site import drawn, talk

TOLERANCE = 1  # of 255
PAGE = ('<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Playground</title><div id="playground"></div>'
        '<script defer src="{}"></script></html>')
LOAD = """textToVideo.load('%s').then(java => textToVideo.script('model.js').then(() => {
    window.model = java.playground(textToVideo.bytes(textToVideo.parts.model));
})).then(() => null)"""
# What a reader does, each with what must hold afterwards.
TOOLS = """
    const part = name => document.querySelector(`[data-pg=${name}]`), settled = () => new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))));
    const picture = () => part('canvas').toDataURL(), start = () => part('start').style.left + part('start').style.top;
    const say = text => {
        part('sentence').value = text; part('sentence').dispatchEvent(new Event('input')); return settled(); };
    const wrong = async text => {   // help waits until the reader stops typing
        await say(text);
        for (let i = 0; i < 200 && !part('help').textContent.includes(text.slice(0, 80)); i++) await settled();
        return part('help').textContent; };
    const choose = (name, value, event = 'change') => {
        part(name).value = value; part(name).dispatchEvent(new Event(event, {bubbles: true})); return settled(); };
"""
USES = {
    "an unknown word gets no help": """const told = await wrong('a large gren square moving up-left'), help = part('help');
        help.querySelector('button').click(); await settled();
        return told.includes('unknown word "gren"') && told.includes('did you mean "green"')
            && part('sentence').value == 'a large green square moving up-left' && help.textContent == '';""",
    "help changes a word that only contains the unknown one": """await wrong('a re square moving right');
        part('help').querySelector('button').click(); await settled(); const taken = part('sentence').value;
        await say('a large green square moving up-left'); return taken == 'a red square moving right';""",
    "help comes before the reader has typed a word": """await say('a large green square moving up-l');
        const early = part('help').textContent; await say('a large green square moving up-left');
        await new Promise(done => setTimeout(done, 1000)); return early == '' && part('help').textContent == '';""",
    "a long text buries its help, or is lost": """const text = 'a large red square moving up-left and then '.repeat(100);
        const told = await wrong(text); await say('a large green square moving up-left');
        return told.length < 1000 && told.includes('unknown word "and"');""",
    "a sentence that ends too early is not told so": """const told = await wrong('a red square');
        const advice = [...part('help').querySelectorAll('button')].some(button => !button.hidden);
        await say('a large green square moving up-left'); return told.includes('expected a motion') && !advice;""",
    "a swapped word changes the rest": """const noise = part('noiseText').textContent, before = picture(), place = start();
        await choose('colour', 'blue');
        return part('sentence').value == 'a large blue square moving up-left' && picture() != before
            && part('noiseText').textContent == noise && Math.abs(parseFloat(start()) - parseFloat(place)) < 2;""",
    "a seed does not move the start": """const before = start(); part('next').click(); await settled();
        return start() != before;""",
    "length and size do not change the clip": """await choose('frames', 23, 'input'); await choose('size-of', 128);
        return part('frame').max == 22 && part('canvas').width == 128 && part('command').textContent.includes('--frames 23')
            && part('command').textContent.includes('--size 128');""",
    "a pause does not pause": """if (part('play').textContent == 'Pause') part('play').click(); await settled();
        const before = picture(); await new Promise(done => setTimeout(done, 300)); return picture() == before;""",
    "the saved file is no GIF": """const kept = URL.createObjectURL; let file;
        URL.createObjectURL = blob => { file = blob; return kept.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () { window.saved = this.download; };
        part('gif').click(); URL.createObjectURL = kept; const head = new Uint8Array(await file.arrayBuffer());
        return String.fromCharCode(...head.slice(0, 6)) == 'GIF89a' && head[head.length - 1] == 0x3b
            && saved == 'a-large-blue-square-moving-up-left.gif';"""}
TURN = "await choose('motion', 'rotating clockwise');"  # which may start anywhere within the margin
# Where the ring is in the window, and the middle of the picture.
RING = """(async () => {
    document.querySelector('[data-pg=screen]').scrollIntoView({block: 'center'});
    await new Promise(done => setTimeout(done, 200));
    const middle = name => document.querySelector(`[data-pg=${name}]`).getBoundingClientRect();
    return ['start', 'screen'].map(middle).map(box => [box.left + box.width / 2, box.top + box.height / 2]);
})()"""
FOCUS = "document.querySelector('[data-pg=start]').focus(); document.querySelector('[data-pg=noiseText]').textContent"
NOISE = "new Promise(done => setTimeout(done, 100)).then(() => document.querySelector('[data-pg=noiseText]').textContent)"
MOVES = """(async (before = document.querySelector('[data-pg=canvas]').toDataURL()) => {
    await new Promise(done => setTimeout(done, 500));
    return document.querySelector('[data-pg=canvas]').toDataURL() != before;
})()"""
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
    parser.add_argument("--firefox", action="store_true", help="in Firefox, not in Chromium, Chrome or Edge")
    options = parser.parse_args()
    clips = [clip for folder in options.clips for clip in read(folder)]
    chosen = firefox.Firefox(firefox.find()) if options.firefox else browser.Browser(browser.find())
    with tempfile.TemporaryDirectory() as folder, chosen as program:
        page = Path(folder, "page.html")
        page.write_text(PAGE.format((playground.FOLDER / "playground.js").as_uri()), encoding="utf-8")
        program.open(page.as_uri())
        wrong = list(drawn(program)) or [*used(program, page), *talk(program, playground.FOLDER, page.parent)]
        for kind in ("wasm", "javascript"):
            program.evaluate(LOAD % kind)
            worst = [(program.evaluate(f"{COMPARE}({arguments})"), name) for name, arguments in clips]
            wrong += [f"{name} by {kind} differs by {difference} of 255" for difference, name in worst
                      if difference > TOLERANCE]
            print(f"{kind}: {len(worst)} clips, the largest difference is {max(worst)[0]} of 255")
    print("\n".join(wrong))
    return 1 if wrong else 0


def used(program, page):
    """What does not hold after what a reader does: first one who wants no motion, then with the mouse, then with keys."""
    if not program.evaluate(MOVES):
        yield "the clip does not play by itself"
    program.look(390, still=True)
    program.open(page.as_uri())
    yield from drawn(program)
    if program.evaluate(MOVES):
        yield "the clip plays though the reader wants no motion"
    program.look(1280)
    program.open(page.as_uri())
    yield from drawn(program)
    for fault, use in USES.items():
        if not program.evaluate(f"(async () => {{ {TOOLS} {use} }})()"):
            yield fault
    program.evaluate(f"(async () => {{ {TOOLS} {TURN} }})()")
    ring, middle = program.evaluate(RING)
    aim = [middle[0] + 7, middle[1] - 5]
    program.drag(ring, aim)
    if max(abs(here - there) for here, there in zip(program.evaluate(RING)[0], aim)) > 2:
        yield "the ring cannot be dragged"
    before = program.evaluate(FOCUS)
    program.press("ArrowRight")
    if program.evaluate(NOISE) == before:
        yield "an arrow key does not move the start"


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
