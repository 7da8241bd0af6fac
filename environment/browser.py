"""Drives an installed Chromium, Chrome or Edge, without a window, over its DevTools protocol.

Runs in the virtual environment. Only what is installed is used: nothing is downloaded, and no driver is needed beside the
browser.
"""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
          "C:/Program Files/Google/Chrome/Application/chrome.exe",
          "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe")
MOUSE = "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"
KEYS = {"Tab": ("Tab", 9), "ArrowRight": ("ArrowRight", 39), "ArrowLeft": ("ArrowLeft", 37), " ": ("Space", 32)}
PATIENCE = 180  # seconds that a command may take; axe-core needs over one minute on a busy machine
A4 = {"paperWidth": 8.27, "paperHeight": 11.69, "marginTop": 0.5, "marginBottom": 0.5, "marginLeft": 0.5, "marginRight": 0.5}


def find():
    """The browser's program, or None: T2V_BROWSER in the environment, then the usual names and places."""
    named = os.environ.get("T2V_BROWSER", "")
    found = [shutil.which(name) for name in (named, *NAMES) if name] + [place for place in PLACES if Path(place).is_file()]
    return next((program for program in found if program), None)


def connected(address, patience):
    """A connection to a browser's own server; patience is in seconds."""
    import websocket  # here, so that find() needs the standard library alone
    return websocket.create_connection(f"ws://127.0.0.1:{address}", timeout=patience, suppress_origin=True, max_size=None)


def end(process, profile):
    """Ends a browser, if it was started, and removes what it kept."""
    if process:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if profile:
        shutil.rmtree(profile, ignore_errors=True)


class BrowserError(Exception):
    """What the browser did not do."""


class Browser:
    """One browser process with one tab at a time; a context manager. Not for use by several threads."""

    def __init__(self, program, width=1280, height=800):
        if not program:
            raise BrowserError("no Chromium, Chrome or Edge was found: install one, or name its program in T2V_BROWSER")
        self.profile = tempfile.mkdtemp(prefix="browser-")
        options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.profile}", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-gpu",
                   "--hide-scrollbars", MOUSE, f"--window-size={width},{height}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # in a container everybody is root, whom the sandbox refuses
        self.process = subprocess.Popen([program, *options, "about:blank"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket, self.tab, self.session, self.number, self.events, self.looks = None, None, None, 0, [], []
        try:
            port, path = self._address()
            self.socket = connected(port + path, PATIENCE)
        except BaseException:
            self.close()
            raise

    def _address(self):
        """Port and path that the browser listens at, as soon as it says so."""
        file, deadline = Path(self.profile, "DevToolsActivePort"), time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            lines = file.read_text().splitlines() if file.exists() else []
            if len(lines) == 2:
                return lines
            time.sleep(0.05)
        raise BrowserError("the browser does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends the browser and removes what it kept."""
        if self.socket:
            self.socket.close()
        end(self.process, self.profile)

    def send(self, method, **parameters):
        """A command's result; events that come meanwhile are kept in `events`."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        self.socket.send(json.dumps({**message, "sessionId": self.session} if self.session else message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def look(self, width, height=800, dark=False, still=False):
        """How pages are shown that are opened from now on: size, light or dark, and whether the reader wants no motion."""
        self.looks = [
            ("Emulation.setDeviceMetricsOverride",
             {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}),
            ("Emulation.setEmulatedMedia", {"features": [
                {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"}]})]

    def open(self, address, script=""):
        """Opens a page in a new tab and waits for it and its formulas; `events` then holds what happened in between. The
        script runs before the page's own."""
        before, self.session = self.tab, None
        self.tab = self.send("Target.createTarget", url="about:blank")["targetId"]
        if before:
            self.send("Target.closeTarget", targetId=before)
        self.session = self.send("Target.attachToTarget", targetId=self.tab, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        for method, parameters in self.looks:
            self.send(method, **parameters)
        if script:
            self.send("Page.addScriptToEvaluateOnNewDocument", source=script)
        self.events.clear()
        failure = self.send("Page.navigate", url=address).get("errorText")
        if failure:
            raise BrowserError(f"{address}: {failure}")
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(json.loads(self.socket.recv()))
        self.evaluate("""Promise.resolve(window.MathJax && MathJax.startup && MathJax.startup.promise)
            .then(() => new Promise(done => setTimeout(done, 100))).then(() => null)""")

    def evaluate(self, script):
        """The value of a JavaScript expression in the page, awaited if it is a promise."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=False)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def screenshot(self, file, whole=False):
        """Writes what the page shows, or the whole page, as a PNG file."""
        data = self.send("Page.captureScreenshot", captureBeyondViewport=whole, format="png")["data"]
        Path(file).write_bytes(base64.b64decode(data))

    def pdf(self, file):
        """Prints the page on A4 sheets."""
        Path(file).write_bytes(base64.b64decode(self.send("Page.printToPDF", printBackground=True, **A4)["data"]))

    def press(self, key):
        """Presses a key where the focus is: the name of one, or a space."""
        code, number = KEYS[key]
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number,
                      **({"text": key} if key == " " and kind == "keyDown" else {}))

    def drag(self, *points):
        """Presses the mouse at the first point (x, y) of the window, moves it over the others and lets go at the last."""
        kinds = ["mousePressed", *["mouseMoved"] * (len(points) - 1), "mouseReleased"]
        for kind, (x, y) in zip(kinds, [*points, points[-1]]):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)
