"""Registers the JJava kernel: the one place that says how the JVM behind the notebooks is started."""
import json

NAME = "java"
DISPLAY_NAME = "Java"


def jvm_options(feature):
    """Options for a JVM of this feature version."""
    options = ["-Xmx1g", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"]
    if feature >= 24:  # else every first use of a native library prints warnings into the notebook
        options += ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
    return options


def specification(jdk):
    """Content of kernel.json. JJava's own launcher is left out: it starts whichever java is first on the PATH."""
    return {
        "argv": [str(jdk.java), *jvm_options(jdk.feature),
                 "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                 "-jar", "{resource_dir}/jjava.jar", "{connection_file}"],
        "display_name": DISPLAY_NAME,
        "language": "java",
        "interrupt_mode": "message",
        # ND4J's worker threads otherwise spin between operations and take the core from Java code.
        "env": {"OMP_WAIT_POLICY": "PASSIVE"},
    }


def register(jdk, venv):
    """Writes the kernel into a virtual environment that has the jjava package."""
    file = spec_file(venv)
    file.write_text(json.dumps(specification(jdk), indent=2) + "\n", encoding="utf-8")


def spec_file(venv):
    """Where Jupyter looks for the kernel inside a virtual environment."""
    return venv / "share" / "jupyter" / "kernels" / NAME / "kernel.json"
