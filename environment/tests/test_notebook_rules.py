"""The rules that every notebook keeps, measured on the stored files."""
import json
import math
import re
import statistics
import unittest
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((REPO / "notebooks").glob("*.ipynb"))
CLASSES = {file.stem for file in (REPO / "src" / "main" / "java").rglob("*.java")}
WIDTH = 88  # columns of code that JupyterLab, the site and a printed page show without cutting
OPENING = ("**You will", "**You will learn", "**You need", "inutes", "course's path")


def text(cell):
    """A cell's source."""
    return "".join(cell["source"])


def tags(cell):
    """A cell's tags."""
    return cell["metadata"].get("tags", [])


def read(code):
    """The code cells that are not folded away: checks of exercises and their solutions are."""
    return [cell for cell in code if not {"hide-input", "hide-cell"}.intersection(tags(cell))]


def quantile(numbers, share):
    """The smallest of the numbers that at least a share of them does not exceed (nearest rank)."""
    return sorted(numbers)[math.ceil(share * len(numbers)) - 1]


class NotebookRules(unittest.TestCase):
    """Each test looks at all notebooks and names the one that breaks a rule."""

    def each(self, check):
        """Calls a check with the cells and the code cells of each notebook, as a subtest."""
        for file in NOTEBOOKS:
            cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
            with self.subTest(notebook=file.name):
                check(cells, [cell for cell in cells if cell["cell_type"] == "code"])

    def test_there_are_notebooks(self):
        self.assertGreaterEqual(len(NOTEBOOKS), 7)

    def test_opens_with_what_the_reader_will_do_learn_and_need(self):
        def check(cells, code):
            opening = " ".join(text(cell) for cell in cells[:2] if cell["cell_type"] == "markdown")
            for words in OPENING:
                self.assertIn(words, opening)
        self.each(check)

    def test_ends_with_a_summary_and_further_reading(self):
        def check(cells, code):
            headings = re.findall(r"^## +(.+)$", "\n".join(text(c) for c in cells if c["cell_type"] == "markdown"), re.M)
            self.assertIn("Milestone", headings)
            self.assertIn("Summary", headings)
            self.assertIn("Further reading", headings)
        self.each(check)

    def test_cells_are_small(self):
        def check(cells, code):
            lines = [len(text(cell).splitlines()) for cell in read(code)]
            self.assertLessEqual(statistics.median(lines), 7)
            self.assertLessEqual(quantile(lines, 0.9), 15)
            self.assertLessEqual(max(len(text(cell).splitlines()) for cell in code), 25)
        self.each(check)

    def test_code_fits_on_a_page(self):
        def check(cells, code):
            self.assertEqual([], [line for cell in code for line in text(cell).splitlines() if len(line) > WIDTH])
        self.each(check)

    def test_prose_outweighs_code(self):
        def check(cells, code):
            words = sum(len(text(cell).split()) for cell in cells if cell["cell_type"] == "markdown")
            self.assertGreaterEqual(words / sum(len(text(cell).splitlines()) for cell in read(code)), 10)
        self.each(check)

    def test_stored_outputs_come_from_one_clean_run(self):
        def check(cells, code):
            self.assertEqual([cell["execution_count"] for cell in code], list(range(1, len(code) + 1)))
            self.assertFalse([output for cell in code for output in cell["outputs"] if output["output_type"] == "error"])
        self.each(check)

    def test_no_output_shows_an_objects_address(self):
        def check(cells, code):
            for output in (output for cell in code for output in cell["outputs"]):
                shown = "".join(output.get("data", {}).get("text/plain", "")) + "".join(output.get("text", ""))
                self.assertNotRegex(shown, r"@[0-9a-f]{6,8}\b")
        self.each(check)

    def test_at_least_three_exercises_with_a_solution_that_must_pass(self):
        def check(cells, code):
            exercises = [cell for cell in code if "exercise" in tags(cell)]
            solutions = [cell for cell in code if "solution" in tags(cell)]
            self.assertGreaterEqual(len(exercises), 3)
            self.assertGreaterEqual(len(solutions), len(exercises))
            for cell in solutions:
                self.assertIn(".orThrow()", text(cell))
                self.assertIn("hide-cell", tags(cell))
        self.each(check)

    def test_every_picture_has_alt_text(self):
        def check(cells, code):
            for output in (output for cell in code for output in cell["outputs"]):
                data = output.get("data", {})
                self.assertFalse([kind for kind in data if kind.startswith("image/")], "a picture without alt text")
                for picture in re.findall(r"<img[^>]*>", "".join(data.get("text/html", ""))):
                    self.assertRegex(picture, r'alt="[^"]{10,}"')
            for cell in cells:
                self.assertFalse(cell["cell_type"] == "markdown" and re.search(r"!\[\s*\]\(", text(cell)))
        self.each(check)

    def test_calls_the_module_and_never_defines_it_again(self):
        def check(cells, code):
            defined = {name for cell in code for name in re.findall(r"\b(?:class|record|enum|interface) (\w+)", text(cell))}
            self.assertFalse(defined & CLASSES)
        self.each(check)

    def test_first_code_cell_loads_the_module(self):
        def check(cells, code):
            self.assertTrue(text(code[0]).startswith("%classpath ../target/text-to-video.jar"))
            self.assertIn("Notebook.install();", text(code[0]))
        self.each(check)


if __name__ == "__main__":
    unittest.main()
