"""Links of a folder of HTML pages that lead nowhere, or to another host for a part of the page."""
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

PARTS = {"img", "video", "audio", "source", "script", "iframe", "embed", "track"}  # what a page loads by itself
RELATED = ("canonical", "next", "prev", "index", "search")  # pages, which links name but do not load
ELSEWHERE = {"http", "https", "mailto"}


class Page(HTMLParser):
    """A page's links, the addresses of what it loads, and its anchors."""

    def __init__(self, file):
        super().__init__()
        self.links, self.loads, self.anchors = [], [], set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.anchors.update(filter(None, (attributes.get("id"), tag == "a" and attributes.get("name"))))
        loads = tag in PARTS or (tag == "link" and attributes.get("rel") not in RELATED)
        for name in ("href", "src", "poster"):
            if attributes.get(name):
                (self.loads if loads else self.links).append(attributes[name])


def broken(site):
    """One line for each link that leads nowhere inside the site, and for each part that is loaded from elsewhere."""
    pages = {file.resolve(): Page(file) for file in sorted(site.rglob("*.html")) if "reveal" not in file.parts}
    return [f"{file.relative_to(site.resolve()).as_posix()}: {fault}" for file, page in pages.items()
            for fault in faults(file, page, pages, site.resolve())]


def faults(file, page, pages, site):
    """What is wrong with one page's addresses."""
    for address in page.loads:
        if urlsplit(address).scheme not in ("", "data"):
            yield f"loads {address[:80]} from elsewhere"
    for address in page.links + page.loads:
        parts = urlsplit(address)
        if parts.scheme in ELSEWHERE or parts.scheme in ("data", "javascript"):
            continue
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if not target.is_file() or site not in target.parents:
            yield f"no file {address}"
        elif parts.fragment and target in pages and not known(parts.fragment, pages[target]):
            yield f"no anchor {address}"


def known(fragment, page):
    """Whether a page has this anchor; slides turn to theirs by a script."""
    return fragment in page.anchors or unquote(fragment) in page.anchors or fragment.startswith("/")
