"""Pictures and clips in HTML pages: silent clips that play by themselves, and files in place of long data addresses."""
import base64
import hashlib
import re

VIDEO = re.compile(r"<video\b([^>]*)>(\s*</video>)(\s*<figcaption>(.*?)</figcaption>)?", re.S)
STEERING = re.compile(r"\s+(?:controls|loop|autoplay|muted|playsinline|aria-label)(?:=\"[^\"]*\")?(?=[\s>]|$)")
DATA = re.compile(r"data:(image/png|image/gif|video/mp4);base64,([A-Za-z0-9+/=\s]+)")
SUFFIXES = {"image/png": "png", "image/gif": "gif", "video/mp4": "mp4"}
SHORTEST = 2000  # characters; a shorter address stays in the page


def playing(html):
    """The page with clips that play by themselves, silent and looping; clips.js brings what steers them."""
    return VIDEO.sub(lambda video: f'<video autoplay loop muted playsinline aria-label="{label(video[4])}"'
                                   f"{STEERING.sub('', video[1])}>{video[2]}{video[3] or ''}", html)


def label(caption):
    """A clip's name for those who hear the page."""
    words = re.sub(r"<[^>]+>", " ", caption or "").replace('"', "&quot;").split()
    return " ".join(["Clip:", *words]) if words else "Clip"


def unpacked(html, folder, address):
    """The page with its pictures and clips as files in a folder, named by what they hold, which the address leads to."""
    def unpack(data):
        if len(data[0]) < SHORTEST:
            return data[0]
        content = base64.b64decode(data[2])
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{SUFFIXES[data[1]]}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        return f"{address}/{name}"
    return DATA.sub(unpack, html)
