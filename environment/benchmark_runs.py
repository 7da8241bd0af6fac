"""The long measurements of benchmark.py: whole training runs, and runs with a part left out."""
import csv
import io
import json
import os
import re
import struct
import subprocess
import time
from pathlib import Path

import processes
from prepare import JAR
from steps import Problem, Progress

EVERY = 5  # seconds between two looks at a run's memory
HEAP = "-Xmx512m"
QUICK_STEPS = 3
TARGETS = (0.90, 0.99)
WHOLE = {"everything": []}
PARTS = {**WHOLE,
    "no mismatched texts": ["--without", "MISMATCHED_TEXTS"],
    "no auxiliary loss": ["--without", "AUXILIARY_LOSS"],
    "no clip discriminator": ["--without", "CLIP_DISCRIMINATOR"],
    "no pair discriminator": ["--without", "PAIR_DISCRIMINATOR"],
    "hinge loss": ["--loss", "HINGE"],
    "minimax loss": ["--loss", "MINIMAX"],
}
BUILT_IN = {**WHOLE,
    "no slots": ["--without", "SLOTS"],
    "all words alike": ["--without", "WORD_WEIGHTS"],
    "direction like any word": ["--without", "DIRECTION_WEIGHT"],
}
UNSEEN = ("moving up-right", "moving diagonally up-right")  # the two wordings of the motion that --unseen leaves out
HELD_OUT = (10, 25, 50, 75)  # percent of all combinations of shape, colour and motion
STEPS = {"sprite": 1600, "conv": 2400}  # those of the tour
LITTLE = (100, 300, 1000, 10000)  # clips in a folder
LITTLE_COLUMNS = {  # and their units
    "caption shown": "share", "caption shown, never heard": "share", "motion shown": "share", "digit shown": "share",
    "starts": "of real ones", "look": "of real ones", "neighbouring frames": "of real ones", "distance": "of 0 to 255",
    "real distance": "of 0 to 255"}
SHARES = ("shape", "colour", "size", "motion", "one object", "full", "full from", "full to")


def training(bench, seeds):
    """Whole runs: time to prompt accuracy and memory, as rows; their series go to notebooks/data."""
    if os.name != "posix":
        raise Problem("a run's memory can be watched on Linux and macOS only")
    progress = Progress(len(seeds))
    for seed in seeds:
        progress.begin(f"training from seed {seed}")
        progress.end("measured before" if memory_file(bench, seed).is_file() else run(bench, seed, progress))
    logs = {seed: read(bench.home / f"seed-{seed}.log.csv") for seed in seeds}
    memory = {seed: read(memory_file(bench, seed)) for seed in seeds}
    write(bench.data / "time-to-accuracy.csv", ["seed", "step", "minutes", "prompt accuracy"],
          [[seed, row["step"], f"{float(row['seconds']) / 60:.3f}", row["prompt accuracy"]]
           for seed in seeds for row in logs[seed] if row["prompt accuracy"]])
    write(bench.data / "memory.csv", ["seed", "minutes", "megabytes"],
          [[seed, row["minutes"], row["megabytes"]] for seed in seeds for row in memory[seed]])
    return [row for seed in seeds for row in (*accuracy_rows(seed, logs[seed]), memory_row(seed, memory[seed]))]


def run(bench, seed, progress):
    """One run, its memory looked at every few seconds."""
    model, log = bench.home / f"seed-{seed}.safetensors", bench.home / f"seed-{seed}.log.csv"
    series, start = [], time.monotonic()

    def look(process):
        progress.tick()
        megabytes = resident(process.pid) if time.monotonic() - start >= EVERY * len(series) else 0
        if megabytes:
            series.append([f"{(time.monotonic() - start) / 60:.3f}", f"{megabytes:.0f}"])

    train(bench, model, seed, ["--log", log], look)
    write(memory_file(bench, seed), ["minutes", "megabytes"], series)
    return f"{100 * float(evaluated(model)['full']):.1f}% fully right"


def train(bench, model, seed, options, look, mode="full"):
    """A training run."""
    steps = ["--steps", QUICK_STEPS] if bench.quick else []
    command = [bench.java.java, HEAP, "-jar", JAR, "train", "--mode", "quick" if bench.quick else mode, "--seed", seed,
               "--out", model, *options, *steps]
    finish(bench, command, model, look)


def finish(bench, command, model, look):
    """A program from start to end, what it prints in a file beside its model; look(process) is called now and then."""
    with model.with_suffix(".txt").open("wb") as said, processes.child(
            command, stdout=said, stderr=said, env=bench.environment) as process:
        while processes.running(process):
            look(process)
    if process.returncode:
        raise Problem(f"training failed (exit code {process.returncode}); what it said stands in {model.with_suffix('.txt')}")


def ablations(bench, seeds):
    """Runs of equal length, that of the tour, without one part each; the tables go to notebooks/data.

    Parts of the method are left out from the first seed, built-in knowledge from every seed. Equal training time is an equal
    number of steps: what is left out of the training is weighted with 0, and computed all the same.
    """
    tables = {"ablations.csv": [(seeds[0], name) for name in PARTS],
              "built-in-knowledge.csv": [(seed, name) for seed in seeds for name in BUILT_IN]}
    runs = list(dict.fromkeys(run for table in tables.values() for run in table))
    progress, rows = Progress(len(runs)), {}
    for seed, name in runs:
        progress.begin(f"{name}, seed {seed}")
        rows[seed, name], word = ablation(bench, seed, name, progress)
        progress.end(word)
        for file, table in tables.items():
            write(bench.data / file, ["variant", "seed", "steps", "minutes", "clips", *SHARES],
                  [rows[run] for run in table if run in rows])
    return [[f"{row[0]}, seed {row[1]}", *(100 * float(share) for share in row[-3:]), "% fully right",
             f"{row[2]} steps, 95% interval"] for row in rows.values()]


def ablation(bench, seed, name, progress):
    """The row of one such run, and whether it had been made before."""
    model, word = bench.home / f"ablation-{name.replace(' ', '-')}-{seed}.safetensors", "measured before"
    if not evaluated(model):
        train(bench, model, seed, {**PARTS, **BUILT_IN}[name], lambda _: progress.tick(), "tour")
        word = ""
    judged = evaluated(model)
    return [name, seed, judged["steps"], f"{float(judged['seconds']) / 60:.1f}", judged["clips"],
            *(f"{float(judged[share]):.4f}" for share in SHARES)], word


def unseen(bench, seeds):
    """Runs that never see a clip move up-right, in any wording, judged on exactly that motion.

    The table goes to notebooks/data.
    """
    progress, rows = Progress(len(seeds)), []
    for seed in seeds:
        model = bench.home / f"unseen-{seed}.safetensors"
        progress.begin(f"without up-right, seed {seed}")
        word = "measured before"
        if not evaluated(model):
            train(bench, model, seed, ["--without", "UP_RIGHT"], lambda _: progress.tick())
            word = ""
        rows += [[seed, row["phrase"], row["clips"], *(row[share] for share in SHARES)]
                 for row in table_of(model, "prompt accuracy by motion") if row["phrase"] in UNSEEN]
        progress.end(word)
    write_seeds(bench.data / "unseen-motion.csv", ["seed", "phrase", "clips", *SHARES], rows)
    return [[f"seed {row[0]}: {row[1]}, never seen to move so", *(100 * float(share) for share in row[-3:]),
             "% fully right", f"{row[2]} clips, 95% interval"] for row in rows]


def combinations(bench, seeds):
    """Runs of both generators with more and more combinations held out; the table goes to notebooks/data."""
    runs = [(seed, percent, kind) for seed in seeds for percent in HELD_OUT for kind in STEPS]
    progress, rows = Progress(len(runs)), []
    for seed, percent, kind in runs:
        steps = QUICK_STEPS if bench.quick else STEPS[kind]
        file = bench.home / f"combinations-{kind}-{percent}-{steps}-{seed}.csv"
        progress.begin(f"{kind}, {percent}% held out, seed {seed}")
        word = "measured before"
        if not file.is_file():
            finish(bench, [*bench.java_command(), "texttovideo.world.UnseenCombinations", file, kind, percent, seed, steps],
                   file, lambda _: progress.tick())
            word = ""
        rows += [{"generator": kind, "held out": percent, "seed": seed, "steps": steps, **rounded(row)} for row in read(file)]
        progress.end(word)
        write(bench.data / "unseen-combinations.csv", list(rows[0]), [list(row.values()) for row in rows])
    return [[f"{row['generator']}, {row['held out']}% of combinations held out, seed {row['seed']}: {row['sentences']}",
             *(100 * float(row[share]) for share in SHARES[-3:]), "% fully right",
             f"{row['clips']} clips, 95% interval over sentences"] for row in rows]


def rounded(row):
    """Measured numbers with four decimals; whole ones and words as they are."""
    return {name: f"{float(value):.4f}" if "." in value else value for name, value in row.items()}


def little(bench, seeds):
    """Models of few and of many clips of handwriting, trained alike and judged alike; the table goes to notebooks/data.

    Every model is judged on the folder of most clips, whose evaluator is the best; its first clips are the smaller folders'.
    """
    progress, rows = Progress(len(LITTLE) * (1 + len(seeds))), []
    for clips in LITTLE:
        folder = digits(bench, clips)
        progress.begin(f"drawing {clips} clips")
        if not (folder / "index.csv").is_file():
            said = bench.home / f"digits-{clips}.safetensors"
            finish(bench, [bench.java.java, "-jar", JAR, "synthesize", "--world", "digits", "--count", clips, "--out", folder],
                   said, lambda _: progress.tick())
        progress.end("")
    for seed in seeds:
        for clips in LITTLE:
            progress.begin(f"{clips} clips, seed {seed}")
            progress.end("measured before" if little_run(bench, clips, seed, progress) else "")
            rows.append([clips, seed, *rounded(little_row(bench.home / f"little-full-{clips}-{seed}")).values()])
            write_seeds(bench.data / "little-data.csv", ["clips", "seed", *LITTLE_COLUMNS], rows)
    return [[f"{row[0]} clips, seed {row[1]}: {name}", float(value), None, None, unit, ""]
            for row in rows for (name, unit), value in zip(LITTLE_COLUMNS.items(), row[2:])]


def digits(bench, clips):
    """The folder of so many clips of one digit."""
    return bench.home / f"digits-{clips}"


def little_run(bench, clips, seed, progress):
    """Trains and judges; whether that had been done before."""
    report, model = bench.home / f"little-full-{clips}-{seed}", bench.home / f"little-full-{clips}-{seed}.safetensors"
    if (report / "copies.csv").is_file():
        return True
    mode = ["--mode", "quick", "--steps", QUICK_STEPS] if bench.quick else ["--mode", "full"]
    for command in (["train", "--clips", digits(bench, clips), *mode, "--seed", seed, "--out", model],
                    ["evaluate", "--clips", digits(bench, LITTLE[-1]), "--model", model, "--count", 8, "--out", report]):
        finish(bench, [bench.java.java, HEAP, "-jar", JAR, *command], model, lambda _: progress.tick())
    return False


def little_row(report):
    """What an evaluation says of a model, by LITTLE_COLUMNS."""
    shown = {(row["part"], row["captions were"]): row["shown"] for row in read(report / "captions-shown.csv")
             if row["clips"] == "generated"}
    ratio = [row["ratio"] for row in read(report / "variety.csv")]
    far = {row["clips"]: row["median"] for row in read(report / "copies.csv") if row["compared"] == "whole clips"}
    return dict(zip(LITTLE_COLUMNS, (
        shown["whole caption", "heard"], shown["whole caption", "never heard"], shown["down/left/right/...", "heard"],
        shown["0/1/2/...", "heard"], ratio[1], ratio[2], ratio[3], far["generated, captions heard"],
        far["real, held out, captions heard"])))


def evaluated(model):
    """What stands in a model's file of its final evaluation, or nothing if there was none yet."""
    if not table_of(model, "prompt accuracy by split"):
        return None
    return {"steps": card(model)["steps"], "seconds": card(model)["seconds"], **table_of(model, "prompt accuracy by split")[-1]}


def table_of(model, name):
    """The rows of a table in a model's card; none as long as there is no such table."""
    return list(csv.DictReader(io.StringIO(card(model).get(name, "")))) if model.is_file() else []


def card(model):
    """What a model's file says of the model."""
    with model.open("rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        return json.loads(file.read(length))["__metadata__"]


def accuracy_rows(seed, log):
    """When a run first reached each target."""
    for target in TARGETS:
        reached = next((row for row in log if row["prompt accuracy"] and float(row["prompt accuracy"]) >= target), None)
        what = f"seed {seed}: time to {100 * target:.0f}% of 64 development clips"
        yield ([what, float(reached["seconds"]) / 60, None, None, "min", f"step {reached['step']}"] if reached
               else [what, "not reached", None, None, "", ""])
    yield [f"seed {seed}: whole run", float(log[-1]["seconds"]) / 60, None, None, "min", f"{len(log)} steps"]


def memory_row(seed, series):
    """The most memory that a run had, beside its first and its second half's."""
    megabytes = [float(row["megabytes"]) for row in series]
    half = (len(megabytes) + 1) // 2
    return [f"seed {seed}: memory at its peak", max(megabytes), None, None, "MB",
            f"first half {max(megabytes[:half]):.0f}, second half {max(megabytes[half:] or megabytes):.0f}"]


def resident(pid):
    """Megabytes of memory that a process holds; 0 if it just ended."""
    try:
        if Path("/proc/self/status").is_file():
            said = Path(f"/proc/{pid}/status").read_text()
        else:  # macOS
            said = "VmRSS: " + subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True,
                                              encoding="utf-8").stdout
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", said)
    return int(found[1]) * 1024 / 1e6 if found else 0


def memory_file(bench, seed):
    """Where a run's memory is kept; it is written when the run is done."""
    return bench.home / f"seed-{seed}.memory.csv"


def read(file):
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def write(file, columns, rows):
    """A CSV file."""
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([columns, *rows])


def write_seeds(file, columns, rows):
    """A CSV file; what it holds of other seeds, under the same columns, stays."""
    now = {str(row[columns.index("seed")]) for row in rows}
    before = read(file) if file.is_file() else []
    kept = [list(row.values()) for row in before if list(row) == columns and row["seed"] not in now]
    write(file, columns, [*kept, *rows])
