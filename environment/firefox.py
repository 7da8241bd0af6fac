"""Drives an installed Firefox, without a window, over WebDriver BiDi, which Firefox speaks by itself.

Runs in the virtual environment. Its class has the methods of browser.Browser that the checks of the playground and of the
toy GAN need, and tells what happened in the page by the same events, so that one check serves both.
"""
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from browser import BrowserError, connected, end

PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe")
KEYS = {"Tab": "\ue004", "ArrowLeft": "\ue012", "ArrowRight": "\ue014", " ": " "}
# No first pages, no checks for updates, nothing that asks another host: only the page under test.
SETTINGS = {"browser.shell.checkDefaultBrowser": False, "browser.startup.page": 0, "app.update.disabledForTesting": True,
            "datareporting.policy.dataSubmissionEnabled": False, "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False, "browser.aboutwelcome.enabled": False,
            "remote.prefs.recommended": True}
STILL = "ui.prefersReducedMotion"
PATIENCE = 300  # seconds that a command may take: on a busy machine a new profile alone takes two minutes
HEARD = ["log.entryAdded", "network.beforeRequestSent", "network.fetchError"]


def find():
    """Firefox's program, or None: T2V_FIREFOX in the environment, then the usual names and places."""
    named = os.environ.get("T2V_FIREFOX", "")
    found = [shutil.which(name) for name in (named, "firefox", "firefox-esr") if name] \
        + [place for place in PLACES if Path(place).is_file()]
    return next((program for program in found if program), None)


class Firefox:
    """One Firefox with one tab; a context manager. Not for use by several threads."""

    def __init__(self, program):
        if not program:
            raise BrowserError("no Firefox was found: install it, or name its program in T2V_FIREFOX")
        self.program, self.process, self.socket, self.profile = program, None, None, None
        self.number, self.events, self.still, self.width, self.tab = 0, [], False, 1280, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def look(self, width, still=False):
        """How pages are shown that are opened from now on: width in pixels, and whether the reader wants no motion."""
        if self.process and still != self.still:
            self.close()  # Firefox reads this wish from a setting when it starts
        self.width, self.still = width, still

    def open(self, address, script=""):
        """Opens a page and waits for it; `events` then holds what happened in between. The script runs before the page's
        own."""
        if not self.process:
            self._start()
        if self.tab:
            self.send("browsingContext.close", context=self.tab)
        self.tab = self.send("browsingContext.create", type="tab")["context"]
        self.send("browsingContext.setViewport", context=self.tab, viewport={"width": self.width, "height": 800})
        if script:
            self.send("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}", contexts=[self.tab])
        self.events.clear()
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, script):
        """The value of a JavaScript expression in the page, awaited if it is a promise."""
        wrapped = f"Promise.resolve((0, eval)({json.dumps(script)})).then(value => JSON.stringify([value]))"
        answer = self.send("script.evaluate", expression=wrapped, target={"context": self.tab}, awaitPromise=True)
        if answer["type"] == "exception":
            raise BrowserError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])[0]

    def press(self, key):
        """Presses a key where the focus is."""
        self._act("key", {}, *({"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")))

    def drag(self, *points):
        """Presses the mouse at the first point (x, y) of the window, moves it over the others and lets go at the last."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)} for x, y in points]
        self._act("pointer", {"parameters": {"pointerType": "mouse"}}, moves[0], {"type": "pointerDown", "button": 0},
                  *moves[1:], {"type": "pointerUp", "button": 0})

    def _act(self, kind, more, *actions):
        self.send("input.performActions", context=self.tab,
                  actions=[{"type": kind, "id": kind, "actions": list(actions), **more}])

    def send(self, method, **parameters):
        """A command's result; what Firefox reports meanwhile is kept in `events`."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise BrowserError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]
            if "method" in answer:
                self.events += told(answer["method"], answer["params"])

    def _start(self):
        self.profile = tempfile.mkdtemp(prefix="firefox-")
        settings = {**SETTINGS, STILL: int(self.still)}
        Path(self.profile, "user.js").write_text(
            "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()),
            encoding="utf-8")
        self.process = subprocess.Popen(
            [self.program, "--headless", "--no-remote", "--wait-for-browser", "--profile", self.profile,
             "--remote-debugging-port", "0", "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        try:
            self.socket = connected(f"{self._port()}/session", PATIENCE)
            self.send("session.new", capabilities={})
            self.send("session.subscribe", events=HEARD)
        except BaseException:
            self.close()
            raise

    def _port(self):
        """The port that Firefox listens at, as soon as it says so."""
        file, deadline = Path(self.profile, "WebDriverBiDiServer.json"), time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                return json.loads(file.read_text(encoding="utf-8"))["ws_port"]
            except (OSError, ValueError, KeyError):  # not there, or not yet whole
                time.sleep(0.05)
        raise BrowserError("Firefox does not start")

    def close(self):
        """Ends Firefox and removes what it kept."""
        if self.socket:
            self.socket.close()
        end(self.process, self.profile)
        self.process = self.socket = self.profile = self.tab = None


def told(method, said):
    """An event in the words of Chromium's protocol, which check_site.talk reads."""
    if method == "log.entryAdded":
        entry = {"level": said["level"], "text": said["text"] or "", "url": ""}
        return [{"method": "Log.entryAdded", "params": {"entry": entry}}]
    if method == "network.beforeRequestSent":
        return [{"method": "Network.requestWillBeSent", "params": {"request": {"url": said["request"]["url"]}}}]
    if method == "network.fetchError":
        return [{"method": "Network.loadingFailed", "params": {"errorText": said["errorText"]}}]
    return []
