"""Measures the course's programs on this machine and writes one table, environment/bench/benchmark.md.

    python3 environment/benchmark.py                     kernels, speed and training: about half an hour
    python3 environment/benchmark.py --kernels           convolutions against the matrix product, parts of a training step
    python3 environment/benchmark.py --speed             true clips and generated clips a second, the first clip
    python3 environment/benchmark.py --training 1 2 3    whole runs from these seeds: prompt accuracy and memory over time
    python3 environment/benchmark.py --ablations 1 2 3   training without one part at a time, the first seed, and without a piece of
                                                         built-in knowledge, all seeds: half an hour or more
    python3 environment/benchmark.py --unseen 1 2 3      training without a motion, judged on exactly that motion
    python3 environment/benchmark.py --combinations 1    both generators with more and more combinations held out: an hour
    python3 environment/benchmark.py --little-data 1     models of 100 to 10,000 clips of handwriting: two hours a seed
    python3 environment/benchmark.py --parity PYTHON     losses, gradients and Adam's moves of a training step against the same
                                                         step in PyTorch; PYTHON is an interpreter that has the package torch
    python3 environment/benchmark.py --pytorch PYTHON    the same, and the time that a step takes in both
    python3 environment/benchmark.py --quick ...         only to see that it runs; its files stay in target/

Parts can be measured one by one: the table keeps those of earlier calls. Finished runs are not repeated; deleting
target/benchmark/ measures all anew. A busy machine spoils figures, so each part notes the load.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # PYTHONSAFEPATH leaves it out

import oldest_python  # noqa: E402,F401  (first: stops with one line on an older Python)
import argparse
import csv
import functools
import json
import platform
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import benchmark_runs
import jdk
import kernel
import maven
import processes
import surroundings
from prepare import JAR, prepare
from steps import REPO, Problem, Steps, guarded

SENTENCE = "a red circle moving up"
PYTORCH_STEP = REPO / "environment" / "bench" / "pytorch_step.py"
STEP_PARTS = {"sprite": 300, "encoder": 60, "game": 60}  # and steps before one is timed: the JVM compiles for as long
COLUMNS = ("part", "what", "median", "lowest", "highest", "unit", "note")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Measures the course's programs on this machine.")
    parser.add_argument("--kernels", action="store_true", help="convolutions, and parts of a training step")
    parser.add_argument("--speed", action="store_true", help="clips a second, and the first clip")
    parser.add_argument("--training", nargs="*", type=int, metavar="SEED", help="whole runs (default: seed 1)")
    parser.add_argument("--ablations", nargs="*", type=int, metavar="SEED",
                        help="without one part, and without built-in knowledge (default: seed 1)")
    parser.add_argument("--unseen", nargs="*", type=int, metavar="SEED", help="without a motion (default: seed 1)")
    parser.add_argument("--combinations", nargs="*", type=int, metavar="SEED",
                        help="with more and more combinations held out (default: seed 1)")
    parser.add_argument("--little-data", nargs="*", type=int, metavar="SEED",
                        help="models of few and of many clips (default: seed 1)")
    parser.add_argument("--parity", metavar="PYTHON", help="whether a training step is the same in PyTorch")
    parser.add_argument("--pytorch", metavar="PYTHON", help="the same, and a step's time against PyTorch's")
    parser.add_argument("--table", type=Path, metavar="FILE", help="where to write (default: environment/bench/benchmark.md)")
    parser.add_argument("--quick", action="store_true", help="only to see that it runs")
    arguments = parser.parse_args()
    chosen = (arguments.kernels, arguments.speed, arguments.training, arguments.ablations, arguments.unseen,
              arguments.combinations, arguments.little_data, arguments.parity, arguments.pytorch)
    if not any(part is not None and part is not False for part in chosen):
        arguments.kernels, arguments.speed, arguments.training = True, True, []
    bench = Bench(prepare(), arguments.quick)
    if arguments.kernels:
        bench.measure("kernels", bench.kernels)
    if arguments.speed:
        bench.measure("speed", bench.speed)
    if arguments.parity or arguments.pytorch:
        bench.measure("parity", lambda: bench.parity(arguments.parity or arguments.pytorch))
    if arguments.pytorch:
        bench.measure("PyTorch", lambda: bench.pytorch(arguments.pytorch))
    if arguments.training is not None:
        bench.measure("training", lambda: benchmark_runs.training(bench, arguments.training or [1]))
    if arguments.ablations is not None:
        bench.measure("ablations", lambda: benchmark_runs.ablations(bench, arguments.ablations or [1]))
    if arguments.unseen is not None:
        bench.measure("a motion never seen", lambda: benchmark_runs.unseen(bench, arguments.unseen or [1]))
    if arguments.combinations is not None:
        bench.measure("combinations never seen", lambda: benchmark_runs.combinations(bench, arguments.combinations or [1]))
    if arguments.little_data is not None:
        bench.measure("little data", lambda: benchmark_runs.little(bench, arguments.little_data or [1]))
    bench.write(arguments.table)


class Bench:
    """What has been measured on this machine."""

    def __init__(self, java, quick):
        self.java, self.quick = java, quick
        self.home = REPO / "target" / ("benchmark-quick" if quick else "benchmark")
        self.data = self.home if quick else REPO / "notebooks" / "data"
        self.store = self.home / "parts.json"
        for folder in (self.home, self.data):
            folder.mkdir(parents=True, exist_ok=True)
        self.parts = self.stored()
        self.environment = {**surroundings.environment(), **kernel.specification(java)["env"]}

    def stored(self):
        """What earlier calls measured."""
        try:
            return json.loads(self.store.read_text(encoding="utf-8")) if self.store.is_file() else {}
        except ValueError as error:
            raise Problem(f"{self.store} is damaged ({error}): delete it; finished runs beside it stay") from error

    def measure(self, name, work):
        """Measures a part, and keeps its rows for the table."""
        print(f"{name}:", flush=True)
        when = ["when", date.today().isoformat(), None, None, "", load()]
        self.parts[name] = [when, *work()]
        self.store.write_text(json.dumps(self.parts))
        for row in self.parts[name]:
            print("  " + "  ".join(cell(value) for value in row if value not in (None, "")), flush=True)

    def write(self, file):
        """The table of all parts measured so far."""
        file = file or (self.home if self.quick else REPO / "environment" / "bench") / "benchmark.md"
        file.write_text(table([["machine", *row] for row in machine(self.java)]
                              + [[part, *row] for part, rows in self.parts.items() for row in rows]), encoding="utf-8")
        print(f"the table stands in {file}")

    def jmh(self, pattern, **environment):
        """Results of the Java benchmarks whose names match, run with these environment variables besides."""
        file = self.home / "jmh.json"
        short = ["-wi", "1", "-w", "100ms", "-i", "2", "-r", "100ms"] if self.quick else []
        self.tool("jmh", [self.java.java, "-cp", self.classpath(), "org.openjdk.jmh.Main", pattern, "-foe", "true",
                          "-rf", "json", "-rff", file, "-jvmArgsPrepend", " ".join(self.jvm_options()), *short],
                  {**self.environment, **environment})
        return json.loads(file.read_text(encoding="utf-8"))

    def jvm_options(self):
        """As in the notebooks."""
        return kernel.jvm_options(self.java.feature)

    def java_command(self):
        """Java with tests, benchmarks and all that they use."""
        return [self.java.java, *self.jvm_options(), "-cp", self.classpath()]

    @functools.cache
    def classpath(self):
        """Where tests, benchmarks and all that they use are, compiled."""
        file = self.home / "classpath.txt"
        self.tool("maven-tests", [*maven.command(self.java), "test-compile", "dependency:build-classpath",
                                  "-Dmdep.includeScope=test", f"-Dmdep.outputFile={file}"], maven.environment(self.java))
        return os.pathsep.join([str(REPO / "target" / "test-classes"), str(REPO / "target" / "classes"),
                                file.read_text(encoding="utf-8").strip()])

    def tool(self, name, command, environment=None):
        """A program, its output in a log."""
        steps = Steps(1)
        steps.progress.begin(name)
        steps.tool(f"benchmark-{name}", command, "see its log", environment or self.environment)
        steps.progress.end()

    def kernels(self):
        """Operations a second, in shares of what the matrix product reaches; milliseconds of a training step's parts."""
        gemm = self.jmh("KernelBenchmark.gemm", **widest_gemm())
        peak = max(raw(gemm[0], "flops"))
        results = gemm + self.jmh("KernelBenchmark.(forward|learning|advising)|TrainingBenchmark")
        return [row for r in results for row in (flops_row(r, peak), time_row(r)) if row]

    def speed(self):
        """Clips a second; seconds from the start of a JVM to the first clip."""
        results = {method(r): raw(r) for r in self.jmh("ClipBenchmark")}
        return [
            summary("10,000 true clips drawn", [10_000 / rate for rate in results["synthesis"]], "s", "heap of 256 MB"),
            summary("clips generated, one after the other", results["generation"], "clips/s"),
            summary("first clip, JVM start and its files included",
                    [self.generate(1)[0] for _ in range(1 if self.quick else 5)], "s"),
            summary("clips generated and written as MP4, GIF and PNG", [self.generate(10 if self.quick else 300)[1]],
                    "clips/s", "JVM start included")]

    def generate(self, count):
        """Seconds that the command takes, and clips a second."""
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            self.run([self.java.java, "-jar", JAR, "generate", SENTENCE, "--count", count, "--out", Path(folder, "clips")])
            seconds = time.monotonic() - start
        return seconds, count / seconds

    def run(self, command):
        """A short program that must succeed."""
        with tempfile.TemporaryFile() as said:
            if processes.run(command, stdout=subprocess.DEVNULL, stderr=said, env=self.environment):
                said.seek(0)
                raise Problem(f"{command[0]} failed: {' '.join(said.read().decode(errors='replace').split())[-500:]}")

    def parity(self, python):
        """
        How far losses, gradients and Adam's moves of the same steps are apart; all of them go to a table, which a test reads.
        Nothing is timed.
        """
        rows = [["PyTorch", torch_version(python), None, None, "", ""]]
        table = (self.home if self.quick else REPO / "environment" / "bench") / "pytorch-parity.csv"
        self.tool("step-export", [*self.java_command(), "texttovideo.train.StepExport", self.home])
        self.tool("pytorch-parity", [python, PYTORCH_STEP, "compare", self.home, table])
        found = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
        for part in STEP_PARTS:
            apart = [float(row["difference"]) for row in found if row["part"] == part and row["what"] != "fault"]
            rows.append(summary(f"{part}: losses, gradients, moves: PyTorch's from Java's", apart, "", f"all in {table.name}"))
        return rows

    def pytorch(self, python):
        """Milliseconds a step, ours and PyTorch's in turns, on one core and on two, after the comparison of the same steps."""
        if not shutil.which("taskset"):
            raise Problem("timing against PyTorch needs the program 'taskset' (Linux) to hold both to the same cores")
        rows = [["PyTorch", torch_version(python), None, None, "", ""]]
        for part, warm_up in STEP_PARTS.items():
            for cores in ((1, 2) if os.cpu_count() > 1 else (1,)):
                rows += self.timed_step(python, part, warm_up, cores)
        return rows

    def timed_step(self, python, part, warm_up, cores):
        """Rows of one kind of step."""
        hold = ["taskset", "-c", ",".join(map(str, range(cores)))]
        rounds = self.in_turns(warm_up, [*hold, *self.java_command(), "texttovideo.bench.TrainingBenchmark", part],
                               [*hold, python, PYTORCH_STEP, part, self.home / f"step-{part}.safetensors", cores])
        label = f"{cores} core" + "s" * (cores > 1)
        rows = []
        for which, kind in enumerate(("by the clock", "of processor time")):
            java, torch = ([answers[program][which] for answers in rounds] for program in (0, 1))
            rows += [summary(f"{part} step in Java, {label}, {kind}", java, "ms", "true clips drawn in it"),
                     summary(f"{part} step in PyTorch, {label}, {kind}", torch, "ms", "true clips ready"),
                     summary(f"{part}: Java / PyTorch, {label}, {kind}", [a / b for a, b in zip(java, torch)], "")]
        if cores == 1:  # on two they are drawn while one of them would wait
            rows += [summary(f"{part}: true clips drawn in Java, 1 core, by the clock", [java[2] for java, _ in rounds], "ms"),
                     summary(f"{part}: Java without drawing / PyTorch, 1 core, by the clock",
                             [(java[0] - java[2]) / torch[0] for java, torch in rounds], "", "true clips ready in both")]
        return rows

    def in_turns(self, warm_up, *commands):
        """Milliseconds a step, by the clock and of processor time, of programs that take turns, round by round."""
        warm_up, rounds, steps = (1, 1, 1) if self.quick else (warm_up, 9, 10)
        with ExitStack() as ending:
            programs = [ending.enter_context(processes.child(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=self.environment))
                for command in commands]
            for program in programs:
                ask(program, warm_up)
            return [[ask(program, steps) for program in programs] for _ in range(rounds)]


def ask(program, steps):
    """Has a program do so many training steps; milliseconds a step, by the clock and of processor time, and what it adds."""
    try:
        program.stdin.write(f"{steps}\n")
        program.stdin.flush()
        answer = program.stdout.readline()
    except BrokenPipeError:
        answer = ""
    if not answer:
        raise Problem(f"{' '.join(map(str, program.args[-3:]))} ended; what it said stands above")
    return [float(number) for number in answer.split()]


def torch_version(python):
    """The version of PyTorch that an interpreter has."""
    said = jdk.output_of(python, "-c", "import torch; print(torch.__version__)")
    version = (said.splitlines() or [""])[-1]  # warnings may stand before it
    if not re.fullmatch(r"[\d.]+\S*", version):
        raise Problem(f"{python} has no package torch: make a virtual environment and install it there from PyPI")
    return version


def method(result):
    """A benchmark's method."""
    return result["benchmark"].rsplit(".", 1)[1]


def raw(result, counter=None):
    """What each iteration measured."""
    metric = result["secondaryMetrics"][counter] if counter else result["primaryMetric"]
    return [value for fork in metric["rawData"] for value in fork]


def flops_row(result, peak):
    """GFLOP/s of a kernel; nothing for other benchmarks."""
    if "flops" not in result["secondaryMetrics"]:
        return None
    rates = [value / 1e9 for value in raw(result, "flops")]
    params = result.get("params")
    what = f"convolution {params['layer']} of {params['discriminator']}, {method(result)}" if params else "matrix product, 1024x1024"
    note = f"{statistics.median(rates) / peak * 1e11:.0f}% of the matrix product"
    milliseconds = 1000 / statistics.median(raw(result))
    return summary(what, rates, "GFLOP/s", f"{milliseconds:.2f} ms, {note}" if params else "OpenBLAS on one core")


def time_row(result):
    """Milliseconds of a part of training; nothing for other benchmarks."""
    if "flops" in result["secondaryMetrics"]:
        return None
    what = {"step": "training step", "generator": "generator, forward and backward"}[method(result)]
    return summary(what, [1000 / rate for rate in raw(result)], "ms")


def summary(what, values, unit, note=""):
    """A row: median, lowest and highest of several measurements."""
    spread = [min(values), max(values)] if len(values) > 1 else [None, None]
    return [what, statistics.median(values), *spread, unit, note]


def machine(java):
    """What the figures depend on."""
    pom = (REPO / "pom.xml").read_text(encoding="utf-8")
    versions = {"Java": java.version, "ND4J": re.search(r"<dl4j.version>(.+?)<", pom)[1],
                "Python": platform.python_version()}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else None
    return [["processor", processor(), None, None, "", ""], ["cores", os.cpu_count(), None, None, "", ""],
            ["memory", memory, None, None, "GB", ""], ["system", f"{platform.system()} {platform.release().split('-')[0]}", None, None, "", ""],
            *([name, version, None, None, "", ""] for name, version in versions.items())]


def cpu_info():
    """What Linux says of the processor; nothing elsewhere."""
    info = Path("/proc/cpuinfo")
    return info.read_text() if info.is_file() else ""


def widest_gemm():
    """Has OpenBLAS use the processor's widest instructions: on processors newer than itself it takes its oldest kernel."""
    flags = cpu_info().split()
    kernels = {"avx512f": "SkylakeX", "avx2": "Haswell"}
    return next(({"OPENBLAS_CORETYPE": kernels[flag]} for flag in kernels if flag in flags), {})


def processor():
    """The processor's name."""
    found = re.search(r"model name\s*: (.+)", cpu_info())
    return found[1] if found else jdk.output_of("sysctl", "-n", "machdep.cpu.brand_string").strip() or platform.processor()


def load():
    """How busy the machine was before."""
    return f"load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""


def table(rows):
    """Rows as a Markdown table."""
    lines = ["| " + " | ".join(cell(value) for value in row) + " |" for row in (COLUMNS, *rows)]
    return "\n".join([lines[0], "|---|---|" + "---:|" * 3 + "---|---|", *lines[1:]]) + "\n"


def cell(value):
    """A value as text, numbers to three digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value).replace("|", "\\|")


if __name__ == "__main__":
    guarded(main)
