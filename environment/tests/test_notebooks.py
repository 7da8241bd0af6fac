"""What is said of a notebook that fails, or that cannot be stored: the cell, the reason, and what its kernel wrote."""
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import execute
import prepare
from course import NOTEBOOKS
from steps import Problem

JAR = Path(__file__).resolve().parents[2] / "target" / "text-to-video.jar"


@unittest.skipUnless(prepare.PYTHON.is_file(), "environment/start.py --set-up-only makes what notebooks run in")
class NotebooksTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_notebook(self, content, *options):
        notebook = self.folder / "notebook.ipynb"
        notebook.write_text(content, encoding="utf-8")
        done = subprocess.run(prepare.command_in_venv("notebooks.py", notebook, *options), capture_output=True,
                              encoding="utf-8", timeout=180,
                              env={**prepare.environment(), "JUPYTER_PATH": str(self.folder)})
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        return done.stdout

    def notebook(self, *codes):
        cells = [{"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "outputs": [], "execution_count": None, "source": code}
                 for i, code in enumerate(codes)]
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})

    def kernel(self, name, *argv):
        folder = self.folder / "kernels" / name
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": name, "language": "java"}))

    def test_a_file_that_is_no_notebook_is_one_line(self):
        for content in ("", "[]", "{}", '{"cells": 1, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'):
            said = self.run_notebook(content)
            self.assertRegex(said, r"\A  it cannot be read as a notebook: [^\n]*\n\Z", content)

    def test_a_kernel_that_cannot_be_started_is_named(self):
        self.kernel("gone", str(self.folder / "no-java"), "{connection_file}")
        said = self.run_notebook(self.notebook("1"), "--kernel", "gone")
        self.assertIn("no-java", said)
        self.assertNotIn("Traceback", said)
        self.assertIn("no kernel named 'none' is registered", self.run_notebook(self.notebook("1"), "--kernel", "none"))

    def test_a_time_out_shows_what_the_kernel_wrote(self):
        self.kernel("hanging", str(prepare.PYTHON), "-c",
                    "import ipykernel.ipkernel as k, ipykernel.kernelapp as a\n"
                    "class Hanging(k.IPythonKernel):\n"
                    "    async def do_execute(self, code, *rest, **more):\n"
                    "        import os, time\n"
                    "        lines = ['java.lang.StackOverflowError'] + ['    at Frame %d' % i for i in range(1000)]\n"
                    "        os.write(2, '\\n'.join(lines).encode()); time.sleep(600)\n"
                    "a.IPKernelApp.launch_instance(kernel_class=Hanging)", "-f", "{connection_file}")
        said = self.run_notebook(self.notebook("shown"), "--kernel", "hanging", "--timeout", "5")
        self.assertIn("took longer than 5 s", said)
        self.assertRegex(said, r"its kernel wrote:\n(.*\n)?    java.lang.StackOverflowError\n")
        self.assertIn("at Frame 999", said)
        self.assertLess(len(said.splitlines()), 40)

    @unittest.skipUnless(JAR.is_file(), "environment/start.py --set-up-only builds the jar")
    def test_a_value_without_an_end_fails_its_cell_and_not_the_kernel(self):
        said = self.run_notebook(self.notebook(
            f"%classpath {JAR}\ntexttovideo.notebook.Notebook.install();",
            "var a = new ArrayList<Object>();\nvar b = new ArrayList<Object>(List.of(a));\na.add(b);\na"))
        self.assertIn("the value could not be shown: java.lang.StackOverflowError", said)


class ExecuteTest(unittest.TestCase):

    def test_a_run_that_was_kept_is_not_taken_for_a_clean_one(self):
        notebooks = [NOTEBOOKS / "05-training.ipynb", NOTEBOOKS / "06-text-to-video.ipynb"]
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            out.mkdir()
            execute.require_nothing_kept(notebooks, out)
            (out / "training-tour.safetensors").touch()
            execute.require_nothing_kept(notebooks[1:], out)
            with self.assertRaisesRegex(Problem, "05-training.ipynb would go on .* out/training-tour.safetensors"):
                execute.require_nothing_kept(notebooks, out)


if __name__ == "__main__":
    unittest.main()
