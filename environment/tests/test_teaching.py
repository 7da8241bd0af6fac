"""Teachers' material agrees with the notebooks, and nothing is missing from what is made of them."""
import json
import re
import unittest

import course
import teaching

NOTEBOOKS = course.choose([])
MATERIAL = course.NOTEBOOKS / "teaching"
MINUTES = re.compile(r"\*\*Minutes:?\*\*:? (\d+)\D.*?(\d+)(?: more)? for the exercises")
ROW = re.compile(r"(?m)^\| (.+) \|$")


def prose(notebook):
    """What a notebook says, without its code."""
    return "\n".join(teaching.text(cell) for cell in teaching.cells(notebook) if cell["cell_type"] == "markdown")


def rows(page):
    """The cells of the rows of a page's tables."""
    return [row.split(" | ") for row in ROW.findall(page)]


def outside_exercises(notebook):
    """The cells whose pictures slides must show: what an exercise's run shows would give its answer away."""
    inside = False
    for cell in teaching.cells(notebook):
        headings = re.findall("^## (.+)$", teaching.text(cell), re.M) if cell["cell_type"] == "markdown" else []
        inside = headings[-1] == "Exercises" if headings else inside
        if not inside:
            yield cell


class AnswersTest(unittest.TestCase):

    def test_every_exercise_has_its_task_and_its_answer(self):
        for notebook in NOTEBOOKS:
            asked = [cell for cell in teaching.cells(notebook) if "exercise" in teaching.tags(cell)]
            with self.subTest(notebook=notebook.name):
                self.assertEqual(len(asked), len(teaching.exercises(notebook)))
                for number, (name, task, solution) in enumerate(teaching.exercises(notebook), start=1):
                    self.assertRegex(name, rf"^{number}: \w")
                    self.assertGreater(len(task.split()), 10)
                    self.assertIn(".check(", solution)
                    self.assertNotIn("orThrow", solution)

    def test_the_page_holds_them_all(self):
        page = teaching.answers(NOTEBOOKS)
        self.assertEqual(sum(len(teaching.exercises(notebook)) for notebook in NOTEBOOKS), page.count("<details>"))


class WithoutSolutionsTest(unittest.TestCase):
    METHOD = re.compile(r"(?m)^[A-Za-z][\w<>\[\], ]* (\w+)\(.*\{$")

    def test_all_is_there_but_the_solutions(self):
        for notebook in NOTEBOOKS:
            with self.subTest(notebook=notebook.name):
                kept = json.loads(teaching.without_solutions(notebook))["cells"]
                whole = [cell for cell in teaching.cells(notebook) if "solution" not in teaching.tags(cell)]
                self.assertEqual([cell["source"] for cell in whole], [cell["source"] for cell in kept])
                self.assertNotIn(".orThrow()", "".join(teaching.text(cell) for cell in kept))
                for cell in kept:
                    self.assertFalse("exercise" in teaching.tags(cell) and cell["outputs"], "an output that tells the answer")

    def test_no_other_cell_needs_what_a_solution_declares(self):
        for notebook in NOTEBOOKS:
            solved, others = "", ""
            for cell in (c for c in teaching.cells(notebook) if c["cell_type"] == "code"):
                if "solution" in teaching.tags(cell):
                    solved += teaching.text(cell) + "\n"
                else:
                    others += teaching.text(cell) + "\n"
            with self.subTest(notebook=notebook.name):
                declared = set(self.METHOD.findall(solved)) - set(self.METHOD.findall(others))
                self.assertEqual(set(), {name for name in declared if re.search(rf"(?<![.\w]){name}\(", others)})


class SlidesTest(unittest.TestCase):

    def each(self, check):
        """Calls a check with each notebook's text on slides, without the notes, and the slides' cells."""
        for notebook in NOTEBOOKS:
            deck = teaching.deck(notebook)
            with self.subTest(notebook=notebook.name):
                shown = [cell for cell in deck if cell["metadata"]["slideshow"]["slide_type"] != "notes"]
                check(notebook, "\n".join(teaching.text(cell) for cell in shown if cell["cell_type"] == "markdown"), shown)

    def test_begin_with_the_title_and_end_with_the_summary(self):
        def check(notebook, text, shown):
            self.assertTrue(text.startswith(f"# {teaching.title(notebook)}"))
            self.assertIn("**You will learn", teaching.text(shown[0]))
            self.assertIn("## Milestone", text)
            self.assertTrue(teaching.text(shown[-1]).startswith("## Summary"))
        self.each(check)

    def test_show_every_picture_and_give_no_answers_away(self):
        def check(notebook, text, shown):
            pictures = [teaching.html(output) for cell in outside_exercises(notebook) for output in cell.get("outputs", [])
                        if re.search("<(img|video)", teaching.html(output))]
            kept = [teaching.html(output) for cell in shown for output in cell.get("outputs", [])]
            self.assertEqual([], [picture for picture in pictures if picture not in kept])
            self.assertFalse([cell for cell in shown if ".orThrow()" in teaching.text(cell)])
        self.each(check)

    def test_hide_code_that_leaves_no_room(self):
        def check(notebook, text, shown):
            for cell in shown:
                if cell["cell_type"] == "code" and "transient" not in cell["metadata"]:
                    self.assertLessEqual(len(teaching.text(cell).splitlines()), teaching.SHORT)
        self.each(check)

    def test_page_of_contents_links_to_each(self):
        for notebook in NOTEBOOKS:
            self.assertIn(f"slides/{notebook.stem}.html", teaching.contents(NOTEBOOKS))


class GlossaryTest(unittest.TestCase):

    def test_every_term_occurs_in_the_notebook_that_introduces_it(self):
        terms = rows((MATERIAL / "glossary.md").read_text(encoding="utf-8"))[1:]
        self.assertGreater(len(terms), 50)
        for term, _, meaning, link in terms:
            with self.subTest(term=term):
                notebook = course.NOTEBOOKS / re.search(r"\(\.\./(.+)\)", link)[1]
                self.assertIn(term.lower(), " ".join(prose(notebook).lower().split()))
                self.assertRegex(meaning, r"^[A-Z].*[^.]\.$")

    def test_no_term_stands_twice(self):
        terms = [row[0] for row in rows((MATERIAL / "glossary.md").read_text(encoding="utf-8"))]
        self.assertEqual(sorted(set(terms)), sorted(terms))


class GuideTest(unittest.TestCase):

    def test_every_notebook_says_how_long_it_takes_and_the_tables_of_minutes_agree(self):
        pages = {"notebook 00": prose(NOTEBOOKS[0]), "the guide": (MATERIAL / "guide.md").read_text(encoding="utf-8")}
        for notebook in NOTEBOOKS:
            stated = MINUTES.search(prose(notebook))
            with self.subTest(notebook=notebook.name):
                self.assertTrue(stated, "**Minutes:** N, and M for the exercises")
                for page, text in pages.items():
                    found = [row[2:4] for row in rows(text) if re.match(rf"\W*{notebook.stem[:2]} ", row[0])]
                    self.assertEqual([[*stated.groups()][:len(found[0])]], found, page)

    def test_stored_bars_took_what_the_guide_says(self):
        rows_of_bars = re.findall(r"(?m)^\| (\d\d), \*(.+?)\*.*? \| ([\d.]+) to ([\d.]+) minutes \|",
                                  (MATERIAL / "guide.md").read_text(encoding="utf-8"))
        self.assertGreater(len(rows_of_bars), 3)
        for number, bar, least, most in rows_of_bars:
            notebook = next(one for one in NOTEBOOKS if one.stem.startswith(number))
            stored = re.findall(rf"<label>{bar}.*?done in (\d+):(\d\d)",
                                " ".join(teaching.html(output) for cell in teaching.cells(notebook)
                                         for output in cell.get("outputs", [])))
            with self.subTest(notebook=notebook.name, bar=bar):
                self.assertEqual(1, len(stored))
                minutes = int(stored[0][0]) + int(stored[0][1]) / 60
                self.assertTrue(float(least) <= minutes <= float(most), minutes)


if __name__ == "__main__":
    unittest.main()
