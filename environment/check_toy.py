"""Plays with the page's toy GAN in an installed browser, as a reader does, and says what is wrong with it.

    python check_toy.py [--firefox] PAGE

Runs in the virtual environment; tests/test_toy.py calls it. All is done once with WebAssembly and once in a browser that has
none, where the module runs as JavaScript. Nothing may move before the reader asks. A step must move the fakes, points
must be drawn by mouse and by keys, and 500 steps must bring the fakes near the real points: their energy distance falls
to a third.
"""
import argparse
import sys
import time
from pathlib import Path

import browser
import check_site
import firefox

STEPS = 500
PATIENCE = 900     # seconds that these may take on a busy machine
READY = """new Promise((done, failed) => {
    const look = left => document.querySelector('.toy-plane') ? setTimeout(() => done(null), 200)
        : left ? setTimeout(look, 50, left - 1) : failed(new Error(document.querySelector('#toy-gan').textContent));
    look(400);
})"""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
VALUE = "Number(document.querySelector('#toy-gan [data-value={}]').textContent)"
PRESS = "[...document.querySelectorAll('#toy-gan button')].find(button => button.textContent === '{}').click()"
CHOOSE = """(input => {{ input.value = '{1}'; input.dispatchEvent(new Event('{2}')); }})(
    [...document.querySelectorAll('#toy-gan label')].find(label => label.textContent.startsWith('{0}')).control)"""
CHOSEN = "[...document.querySelectorAll('#toy-gan label')].find(label => label.textContent.startsWith('{0}')).control.value"
PLANE = "document.querySelector('.toy-plane')"
SAID = "document.querySelector('.toy-said').textContent"
BOX = f"(box => [box.left, box.top, box.width, box.height])({PLANE}.getBoundingClientRect())"
NO_WASM = "delete window.WebAssembly;"


def main():
    """The command line; exit code 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("page", type=Path)
    parser.add_argument("--firefox", action="store_true", help="in Firefox, not in Chromium, Chrome or Edge")
    arguments = parser.parse_args()
    page = arguments.page.resolve()
    wrong = 0
    for name, script in (("WebAssembly", ""), ("JavaScript", NO_WASM)):
        with firefox.Firefox(firefox.find()) if arguments.firefox else browser.Browser(browser.find()) as program:
            program.look(1280, still=True)
            program.open(page.as_uri(), script)
            for fault in [*faults(program), *check_site.talk(program, page.parent.parent)]:
                print(f"{page.name} with {name}: {fault}")
                wrong += 1
    print(f"{page.name}: {wrong} faults")
    return 1 if wrong else 0


def faults(program):
    """What is wrong with the game in an open page."""
    program.evaluate(READY)
    time.sleep(0.3)
    first, start = picture(program), value(program, "distance")
    if value(program, "step"):
        yield "plays before it is asked"
    press(program, "One step")
    if value(program, "step") != 1 or picture(program) == first:
        yield f"a step does not show: step {value(program, 'step')}"
    press(program, "Restart")
    if value(program, "step"):
        yield "a restart does not begin at step 0"
    yield from training(program, start)
    yield from leaving(program)
    yield from drawing(program)


def training(program, start):
    """Plays until 500 steps are done, then stops."""
    program.evaluate(CHOOSE.format("Speed", 4, "input"))
    press(program, "Play")
    end = time.monotonic() + PATIENCE
    while value(program, "step") < STEPS and time.monotonic() < end:
        time.sleep(0.2)
    press(program, "Pause")
    stopped = value(program, "step")
    if stopped < STEPS:
        yield f"{PATIENCE} seconds were not enough for {STEPS} steps: {stopped}"
    time.sleep(0.3)
    if value(program, "step") != stopped:
        yield "does not pause"
    reached = value(program, "distance")
    print(f"{stopped:.0f} steps: distance from {start:.3f} to {reached:.3f}")
    if not reached < start / 3:
        yield f"the fakes do not come near: from {start} to {reached}"


def leaving(program):
    """A generator alone, at the highest rate, drives its points out of the plane; the page must say where they are."""
    press(program, "Restart")
    for label, chosen, event in (("Who moves", "GENERATOR", "change"), ("G\\'s learning rate", 8, "input")):
        program.evaluate(CHOOSE.format(label, chosen, event))
    for _ in range(40):
        press(program, "One step")
    legend = program.evaluate("document.querySelector('.toy-legend').textContent")
    if "out of the plane" not in legend:
        yield f"does not say that fakes are out of sight: {legend}"


def drawing(program):
    """Draws by mouse, which replaces the example, and adds a point by keys; then clears all."""
    before = picture(program)
    left, top, width, height = program.evaluate(f"{PLANE}.scrollIntoView({{block: 'center'}}), {BOX}")
    program.drag(*((left + width * (0.2 + 0.1 * i), top + height * 0.2) for i in range(4)))
    if program.evaluate(CHOSEN.format("Real points")) != "Your own drawing" or picture(program) == before:
        yield "the mouse does not draw"
    before = picture(program)
    program.evaluate(f"{PLANE}.focus()")
    for key in ("ArrowRight", " "):
        program.press(key)
    if picture(program) == before:
        yield "the keyboard does not draw"
    press(program, "Clear")
    program.press(" ")
    if "Draw" in program.evaluate(SAID):
        yield f"does not tell of the first point: {program.evaluate(SAID)}"
    press(program, "Clear")
    if not program.evaluate("document.querySelector('.toy-play').disabled"):
        yield "plays with an empty plane"


def press(program, button):
    """Presses a button and waits until its effect is drawn."""
    program.evaluate(f"{PRESS.format(button)}, {DRAWN}")


def value(program, name):
    """A number that the page shows."""
    return program.evaluate(VALUE.format(name))


def picture(program):
    """The plane as it is drawn now."""
    return program.evaluate(f"{DRAWN}.then(() => {PLANE}.toDataURL())")


if __name__ == "__main__":
    sys.exit(main())
