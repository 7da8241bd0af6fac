"""What the benchmark reads and writes; it times nothing here."""
import json
import os
import struct
import tempfile
import unittest
from pathlib import Path

import benchmark
import benchmark_runs

GEMM = {"benchmark": "texttovideo.bench.KernelBenchmark.gemm", "primaryMetric": {"rawData": [[40.0, 50.0]]},
        "secondaryMetrics": {"flops": {"rawData": [[8e10, 1e11]]}}}
CONVOLUTION = {"benchmark": "texttovideo.bench.KernelBenchmark.forward", "params": {"discriminator": "pairs", "layer": "2"},
               "primaryMetric": {"rawData": [[400.0, 500.0, 450.0]]},
               "secondaryMetrics": {"flops": {"rawData": [[2e10, 3e10, 2.5e10]]}}}
STEP = {"benchmark": "texttovideo.bench.TrainingBenchmark.step", "primaryMetric": {"rawData": [[4.0], [5.0]]},
        "secondaryMetrics": {}}
LOG = [{"step": "1", "seconds": "30", "prompt accuracy": ""}, {"step": "2", "seconds": "60", "prompt accuracy": "0.5"},
       {"step": "3", "seconds": "120", "prompt accuracy": "0.9"}, {"step": "4", "seconds": "180", "prompt accuracy": "0.95"}]


class TableTest(unittest.TestCase):

    def test_a_kernel_is_held_against_the_matrix_product(self):
        self.assertEqual(["convolution 2 of pairs, forward", 25.0, 20.0, 30.0, "GFLOP/s",
                          "2.22 ms, 25% of the matrix product"], benchmark.flops_row(CONVOLUTION, peak=1e11))
        self.assertEqual("OpenBLAS on one core", benchmark.flops_row(GEMM, peak=1e11)[-1])

    def test_rates_become_milliseconds(self):
        self.assertEqual(["training step", 225.0, 200.0, 250.0, "ms", ""], benchmark.time_row(STEP))

    def test_each_benchmark_gives_one_row(self):
        for result in (GEMM, CONVOLUTION, STEP):
            rows = [benchmark.flops_row(result, 1e11), benchmark.time_row(result)]
            self.assertEqual(1, sum(row is not None for row in rows), result["benchmark"])

    def test_one_measurement_has_no_spread(self):
        self.assertEqual(["a", 2.0, None, None, "s", ""], benchmark.summary("a", [2.0], "s"))

    def test_the_table_is_markdown_with_as_many_cells_a_row(self):
        lines = benchmark.table([["speed", "a|b", 1234.5, None, 0.01234, "s", ""]]).splitlines()
        self.assertEqual("| speed | a\\|b | 1234 |  | 0.0123 | s |  |", lines[2])
        self.assertEqual({8}, {line.replace("\\|", "").count("|") for line in lines})


class RunsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_a_target_is_reached_at_the_first_measurement_that_is_not_below(self):
        ninety, ninety_nine, whole = benchmark_runs.accuracy_rows(7, LOG)
        self.assertEqual(["seed 7: time to 90% of 64 development clips", 2.0, None, None, "min", "step 3"], ninety)
        self.assertEqual("not reached", ninety_nine[1])
        self.assertEqual([3.0, "4 steps"], [whole[1], whole[-1]])

    def test_memory_is_the_most_that_was_seen_and_both_halves(self):
        row = benchmark_runs.memory_row(1, [{"megabytes": "300"}, {"megabytes": "500"}, {"megabytes": "450"}])
        self.assertEqual([500.0, "first half 500, second half 450"], [row[1], row[-1]])

    @unittest.skipUnless(os.name == "posix", "Windows has neither /proc nor ps")
    def test_this_process_has_memory(self):
        self.assertGreater(benchmark_runs.resident(os.getpid()), 1)

    def test_a_model_counts_as_measured_once_its_evaluation_is_in_it(self):
        model = self.folder / "m.safetensors"
        self.assertIsNone(benchmark_runs.evaluated(model))
        self.save(model, {"steps": "5", "seconds": "60"})
        self.assertIsNone(benchmark_runs.evaluated(model))
        self.save(model, {"steps": "5", "seconds": "60", "prompt accuracy by split": "split,clips,full\ntraining,8,1\nall,9,0.5\n"})
        self.assertEqual({"steps": "5", "seconds": "60", "split": "all", "clips": "9", "full": "0.5"},
                         benchmark_runs.evaluated(model))

    def test_files_are_read_as_they_were_written(self):
        benchmark_runs.write(self.folder / "t.csv", ["a", "b"], [[1, "x, y"], [2, ""]])
        self.assertEqual([{"a": "1", "b": "x, y"}, {"a": "2", "b": ""}], benchmark_runs.read(self.folder / "t.csv"))

    def test_a_table_keeps_the_rows_of_seeds_that_are_not_measured_now(self):
        file = self.folder / "t.csv"
        benchmark_runs.write_seeds(file, ["seed", "share"], [[1, "0.5"], [2, "0.6"]])
        benchmark_runs.write_seeds(file, ["seed", "share"], [[2, "0.7"]])
        self.assertEqual([{"seed": "1", "share": "0.5"}, {"seed": "2", "share": "0.7"}], benchmark_runs.read(file))
        benchmark_runs.write_seeds(file, ["seed", "part"], [[2, "0.7"]])
        self.assertEqual([{"seed": "2", "part": "0.7"}], benchmark_runs.read(file))

    def test_of_an_evaluation_the_generated_clips_shares_the_ratios_and_the_distances_are_told(self):
        report = [self.folder / name for name in ("captions-shown.csv", "variety.csv", "copies.csv")]
        parts = ("whole caption", "heard", 1), ("whole caption", "never heard", 2), ("down/left/right/...", "heard", 3)
        shown = [[part, heard, clips, value + (clips != "generated")] for part, heard, value in (*parts, ("0/1/2/...", "heard", 4))
                 for clips in ("real, held out", "generated")]
        benchmark_runs.write(report[0], ["part", "captions were", "clips", "shown"], shown)
        benchmark_runs.write(report[1], ["measure", "ratio"], [["all", 5], ["starts", 6], ["look", 7], ["neighbouring", 11]])
        benchmark_runs.write(report[2], ["compared", "clips", "median"],
                             [["whole clips", "real, held out, captions heard", 9], ["whole clips", "generated, captions heard", 8],
                              ["what the first frame shows, wherever it is", "generated, captions heard", 10]])
        self.assertEqual(["1", "2", "3", "4", "6", "7", "11", "8", "9"], list(benchmark_runs.little_row(self.folder).values()))

    def test_measured_numbers_are_rounded(self):
        self.assertEqual({"clips": "2464", "full": "0.9972", "kind": "seen"},
                         benchmark_runs.rounded({"clips": "2464", "full": "0.99715909", "kind": "seen"}))

    def save(self, file, card):
        header = json.dumps({"__metadata__": card}).encode()
        file.write_bytes(struct.pack("<Q", len(header)) + header)


if __name__ == "__main__":
    unittest.main()
