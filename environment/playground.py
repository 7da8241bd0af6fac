"""Compiles the module's package web for browsers, and packs it with the shipped model and the page's scripts.

Everything lands in target/playground/, as scripts: a page that is a file may load nothing else.
"""
import base64
import shutil

import maven
from steps import REPO, Step, Steps, make_folder, remove_folder

FOLDER = REPO / "target" / "playground"
SOURCE = REPO / "environment" / "html" / "playground"
COMPILED = REPO / "target" / "web"
MODEL = REPO / "src" / "main" / "resources" / "texttovideo" / "shipped.safetensors"
PLUGIN = "org.teavm:teavm-maven-plugin"
# Goals without a phase: they take the classes of the module as they are, so that the next ordinary build has nothing to do.
GOALS = [f"{PLUGIN}:compile@wasm", f"{PLUGIN}:copy-webassembly-gc-runtime@wasm-runtime", f"{PLUGIN}:compile@javascript"]
ORIGIN = "/* Compiled by TeaVM (Apache License 2.0) from src/main/java; environment/playground.py packed it. */\n"


def build(java):
    """Builds what is not up to date; the module must have been built before."""
    steps = Steps(2)
    steps.step(Step("Java for browsers", lambda: [REPO / "pom.xml", REPO / "src" / "main" / "java"],
                    [COMPILED / name for name in ("text-to-video.wasm", "text-to-video.js", "wasm-runtime.js")],
                    lambda: compile_for_browsers(steps, java)))
    steps.step(Step("playground", lambda: [COMPILED, MODEL, SOURCE, REPO / "environment" / "playground.py"],
                    [FOLDER / "playground.js"], pack))


def compile_for_browsers(steps, java):
    """The package web and all that it needs, as WebAssembly and as JavaScript."""
    remove_folder(COMPILED)
    steps.tool("teavm", [*maven.command(java), "-P", "web", *GOALS],
               "mend what it names in src/main/java: TeaVM's class library lacks parts of Java's", maven.environment(java))


def pack():
    """The scripts that the page loads."""
    remove_folder(FOLDER)
    make_folder(FOLDER)
    for file in SOURCE.iterdir():
        shutil.copy2(file, FOLDER)
    runtime = (COMPILED / "wasm-runtime.js").read_text(encoding="utf-8")
    compiled = (COMPILED / "text-to-video.js").read_text(encoding="utf-8")
    write("wasm.js", f"{ORIGIN}{runtime}\n{part('wasm', encoded(COMPILED / 'text-to-video.wasm'))}")
    # TeaVM's functions become those of a CommonJS module, not of the page.
    write("javascript.js", f"{ORIGIN}((exports, define) => {{ {compiled}\n{part('javascript', 'exports')} }})({{}});")
    write("model.js", part("model", encoded(MODEL)))


def part(name, value):
    """The statement that hands a value to text-to-video.js."""
    return f"textToVideo.parts.{name} = {value};"


def encoded(file):
    """A file's bytes as a JavaScript text in base64."""
    return f'"{base64.b64encode(file.read_bytes()).decode()}"'


def write(name, text):
    """A script of the folder."""
    (FOLDER / name).write_text(text, encoding="utf-8")
