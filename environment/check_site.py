"""Opens every page of a built site in an installed browser, as readers do, and says what is wrong with it.

    python check_site.py SITE [PAGE...]

Runs in the virtual environment, a browser for each processor; tests/test_site.py calls it. Each page is opened from the
file system in four looks (390 and 1280 pixels wide, light and dark) and must show no error on the console, load all its
parts, load none from another host, fit the width, cut no code off, keep columns apart, and have no serious fault by
axe-core. Once it is opened for its clips, which must play and be steered by keys, and once for a reader who wants no
motion, for whom they must not. A deck of slides is looked through slide by slide; axe-core judges the slide alone then.
Before it is looked at, a playground must have drawn a clip. Without names of pages, all links inside the site are followed,
too.
"""
import argparse
import importlib.resources
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from websocket import WebSocketException

import browser
import links

LOOKS = tuple(product((390, 1280), (False, True)))
LOUD = {"error", "warning", "assert"}
UNCHECKED = "reveal"  # the slides' library, not a page of ours

HERE = "(document.querySelector('.slides section.present section.present') || document)"  # a deck's slide, or the page
UNFOLD = """document.querySelectorAll('details').forEach(d => d.open = true);
    new Promise(done => setTimeout(done, 50)).then(() => (document.getAnimations().forEach(a => a.finish()), null))"""
SLIDES = """window.Reveal ? new Promise(done => Reveal.isReady() ? done() : Reveal.on('ready', done))
    .then(() => Reveal.getSlides().map(s => Reveal.getIndices(s)).map(i => [i.h, i.v || 0])) : null"""
DRAWN = "new Promise(done => setTimeout(done, 50)).then(() => null)"
WIDTH = "document.documentElement.scrollWidth"
# The other slides of a deck are taken off meanwhile: axe-core walks through all that is there, at four times the time.
AXE = f"(async (here = {HERE}) => {{" + """
    const others = [...document.querySelectorAll('.slides > section:not(.present)')]
        .map(slide => [slide, document.createComment('')]);
    others.forEach(([slide, mark]) => slide.replaceWith(mark));
    const found = await axe.run(here, {resultTypes: ['violations'], preload: false});
    others.forEach(([slide, mark]) => mark.replaceWith(slide));
    return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
        .map(v => `${v.id}: ${v.help}: ${v.nodes.length} times, first ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 120)} `
            + (v.nodes[0].any[0] || {}).message);
})()"""

# A page may wait for what is compiled into it; only then there is something to look at.
PLAYGROUND = """(async (root = document.getElementById('playground')) => {
    for (let i = 0; i < 1500 && root && !root.dataset.ready && !root.querySelector('[role=alert]'); i++)
        await new Promise(done => setTimeout(done, 20));
    return !root || root.dataset.ready ? '' : root.innerText.slice(0, 200);
})()"""

# Code whose end no scrolling reaches: something around it hides what does not fit. Its lines scroll with what stands around
# them: a box that is lower than the code inside it shows no sign on a phone that there is more.
CUT = f"[...{HERE}.querySelectorAll('pre')]" + """.filter(pre => pre.checkVisibility()).filter(pre => {
    const range = document.createRange();
    range.selectNodeContents(pre);
    let {right, bottom} = range.getBoundingClientRect(), x = true, y = true;
    for (let e = pre.querySelector('code') || pre; e && e != document.body; e = e.parentElement) {
        const style = getComputedStyle(e), box = e.getBoundingClientRect(), own = pre.contains(e);
        if (/auto|scroll/.test(style.overflowX)) x = false;
        if (!own && /auto|scroll/.test(style.overflowY) && e.scrollHeight > e.clientHeight) y = false;
        if (x && /hidden|clip/.test(style.overflowX) && right > box.right + 2) return true;
        if (y && (own || /hidden|clip/.test(style.overflowY)) && style.overflowY != 'visible' && bottom > box.bottom + 2)
            return true;
    }
    return false;
}).map(pre => pre.textContent.slice(0, 60))"""

# Tables whose columns touch: 0.5 beside 1.25 reads 0.51.25.
TIGHT = f"[...{HERE}.querySelectorAll('tr')]" + """.filter(row => row.checkVisibility()).filter(row => {
    const texts = [...row.cells].map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect();
    }).filter(box => box.width);
    return texts.some((box, i) => i && box.left >= texts[i - 1].left && box.left < texts[i - 1].right + 3);
}).slice(0, 1).map(row => row.innerText.slice(0, 60))"""

# Each clip in view must move, have its steering below itself, and show no controls of the browser's own.
PLAYING = f"(async (here = {HERE}) => {{" + """
    const wrong = [], shown = [...here.querySelectorAll('video')].filter(v => v.checkVisibility());
    for (const video of shown) {
        video.scrollIntoView({block: 'center'});
        const start = video.currentTime, name = video.getAttribute('aria-label');
        for (let i = 0; i < 300 && video.currentTime == start; i++) await new Promise(done => setTimeout(done, 30));
        if (video.currentTime == start) wrong.push(`does not play: ${name}`);
        if (video.controls || !video.muted || !video.loop) wrong.push(`has controls, sound or an end: ${name}`);
        const bar = video.parentElement.querySelector('.clip-bar');
        if (!bar && !video.closest('a')) wrong.push(`cannot be paused: ${name}`);
        const covered = bar && bar.getBoundingClientRect().top < video.getBoundingClientRect().bottom - 1;
        if (covered) wrong.push(`is covered: ${name}`);
    }
    return [shown.length, wrong];
})()"""
# The first clip's steering: what is seen of it without the mouse or the keyboard there, and then with the keyboard.
BAR = f"(async (here = {HERE}) => {{" + """
    const bar = [...here.querySelectorAll('.clip-bar')].find(bar => bar.checkVisibility());
    if (!bar) return null;
    await new Promise(done => setTimeout(done, 300));  // it fades in
    const video = bar.previousElementSibling;
    return [Number(getComputedStyle(bar).opacity), video.paused, video.currentTime];
})()"""
FOCUS = f"(async (here = {HERE}) => {{" + """
    const bar = [...here.querySelectorAll('.clip-bar')].find(bar => bar.checkVisibility());
    bar.firstChild.focus();  // scrolls there, where the clip begins to play
    for (let i = 0; i < 300 && bar.previousElementSibling.paused; i++) await new Promise(done => setTimeout(done, 30));
    return null;
})()"""
STILL = f"(async (clips = [...{HERE}.querySelectorAll('video')]) => {{" + """
    if (clips.length) await new Promise(done => setTimeout(done, 400));
    return clips.filter(v => !v.paused || v.currentTime > 0.1)
        .map(v => `moves though the reader wants no motion: ${v.getAttribute('aria-label')}`);
})()"""


def main():
    """The command line; exit code 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", help="these pages only, by path inside the site")
    arguments = parser.parse_args()
    site = arguments.site.resolve()
    pages = [site / page for page in arguments.pages] or \
        [page for page in sorted(site.rglob("*.html")) if UNCHECKED not in page.relative_to(site).parts]
    axe = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    lost = [] if arguments.pages else links.broken(site)
    for fault in lost:
        print(fault, flush=True)
    wrong, clips = len(lost), 0
    with ThreadPoolExecutor(os.cpu_count()) as several:
        for page, (faults, playing) in zip(pages, several.map(lambda page: look_at(page, site, axe), pages)):
            name = page.relative_to(site).as_posix()
            print("\n".join([f"{name} {fault}" for fault in faults] or [f"{name}: good"]), flush=True)
            wrong, clips = wrong + len(faults), clips + playing
    print(f"{len(pages)} pages, {clips} clips, {wrong} faults")
    return 1 if wrong else 0


def look_at(page, site, axe):
    """What is wrong with a page by a browser of its own, and how many clips it shows; a browser that fails is a fault."""
    try:
        with browser.Browser(browser.find()) as program:
            return check(program, page, site, axe)
    except (browser.BrowserError, WebSocketException, OSError) as error:
        return [f"could not be looked at to the end: {error}"], 0


def check(program, page, site, axe):
    """What is wrong with a page, and how many clips it shows."""
    wrong = []
    for width, dark in LOOKS:
        program.look(width, dark=dark)
        program.open(page.as_uri())
        faults = [*drawn(program), *(fault for _ in places(program) for fault in layout(program, axe, width))]
        look = f"at {width}, {'dark' if dark else 'light'}"
        wrong += [f"{look}: {fault}" for fault in dict.fromkeys([*faults, *talk(program, site)])]
    program.look(1280, still=True)
    program.open(page.as_uri())
    wrong += [fault for _ in places(program) for fault in program.evaluate(STILL)]
    program.look(1280)
    program.open(page.as_uri())
    clips = 0
    for _ in places(program):
        shown, faults = program.evaluate(PLAYING)
        clips += shown
        wrong += [*faults, *steering(program)]
    return list(dict.fromkeys(wrong)), clips


def drawn(program):
    """Waits for a page's playground; says so if it does not start."""
    shown = program.evaluate(PLAYGROUND)
    if shown:
        yield f"the playground does not start: {shown}"


def places(program):
    """Turns to each slide of a deck; any other page is one place, with all that it folds unfolded."""
    program.evaluate(UNFOLD)
    for place in program.evaluate(SLIDES) or [None]:
        if place:
            program.evaluate(f"Reveal.slide({place[0]}, {place[1]}), {DRAWN}")
        yield place


def layout(program, axe, window):
    """What does not fit, is cut off or hard to read where the page stands."""
    width = program.evaluate(WIDTH)  # not beside innerWidth: a phone's grows with a page that is too wide
    if not program.evaluate("'axe' in window"):
        program.evaluate(axe + "; null")
    return ([f"is {width} pixels wide in a window of {window}"] if width > window else []) \
        + [f"cuts code off: {code!r}" for code in program.evaluate(CUT)] \
        + [f"has columns that touch: {row!r}" for row in program.evaluate(TIGHT)] + program.evaluate(AXE)


def steering(program):
    """Whether the first clip in view can be paused and moved by keys, and shows that it can only then."""
    before = program.evaluate(BAR)
    if not before:
        return
    if before[0] > 0:
        yield "shows a clip's steering before anybody asks for it"
    program.evaluate(FOCUS)
    program.press(" ")
    opacity, paused, time = program.evaluate(BAR)
    if opacity < 1 or not paused:
        yield f"the keyboard does not pause a clip: opacity {opacity}, paused {paused}"
    program.press("ArrowLeft" if time > 0.5 else "ArrowRight")
    moved = abs(program.evaluate(BAR)[2] - time)
    if not 0.09 < moved < 0.11:
        yield f"an arrow key moves a clip by {moved} s, not by a frame"


def talk(program, *sites):
    """What the browser said while the page was open: errors, and parts that failed or came from outside these folders."""
    own = (*(site.as_uri() for site in sites), "data:", "blob:")
    for event in program.events:
        method, said = event["method"], event["params"]
        if method == "Runtime.exceptionThrown":
            yield f"exception: {said['exceptionDetails'].get('exception', {}).get('description', 'unknown')[:200]}"
        elif method == "Runtime.consoleAPICalled" and said["type"] in LOUD:
            yield f"console: {[part.get('value', part.get('description')) for part in said['args']]}"
        elif method == "Log.entryAdded" and said["entry"]["level"] in LOUD:
            yield f"console: {said['entry']['text']} {said['entry'].get('url', '')}"
        elif method == "Network.requestWillBeSent" and not said["request"]["url"].startswith(own):
            yield f"asks for {said['request']['url'][:120]}"
        elif method == "Network.loadingFailed" and not said.get("canceled"):
            yield f"cannot load a part: {said.get('errorText')}"


if __name__ == "__main__":
    sys.exit(main())
