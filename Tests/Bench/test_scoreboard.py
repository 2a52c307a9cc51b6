"""What the scoreboard makes of figures: verdicts, two passes, rows without figures, the tables and the picture."""

import math
import tempfile
import unittest
import xml.etree.ElementTree as xml

import chronicle
import contests
import page
import picture
import scale
from board import ROWS, Board
from context import Context, NotMeasured
from figure import Figure, Samples
from processes import Ran
from sandboxes import environment
from scoreboard import measure


def figure(ours, theirs=None, target=None, of="ours", row=None, name="a figure", note=""):
    peer = Samples(theirs) if theirs else None
    return Figure(name, Samples(ours), "ms", peer, "a peer" if peer else "", target, of, row, note)


def board(*passes):
    found = Board()
    for figures in passes:
        found.add("start", figures)
    return found


def line(*values, target=("most", 5.0)):
    """A line whose passes have these ratios."""
    found = board(*([figure([value], [1.0], target, "ratio")] for value in values))
    return found.of_part("start")[0]


class Part:
    """A part that does in each pass what it is told."""

    def __init__(self, *passes):
        self.passes = list(passes)

    def measure(self, _):
        outcome = self.passes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Quiet(Context):
    """A context that says nothing."""

    def tell(self, text):
        pass


class Verdicts(unittest.TestCase):
    def test_a_ratio_is_of_the_medians(self):
        self.assertEqual(figure([9.0, 4.0, 1.0], [2.0, 1.0, 3.0], ("most", 2), "ratio").verdict, "PASS")
        self.assertEqual(figure([6.0], [2.0], ("most", 2), "ratio").verdict, "missed: 1.50 x off")

    def test_a_rate_must_be_a_share_at_least(self):
        fast = figure([700.0, 900.0], [100.0, 300.0], ("least", 4), "ratio")
        self.assertEqual((fast.ratio, fast.verdict), (4.0, "PASS"))
        slow = figure([500.0], [200.0], ("least", 4), "ratio")
        self.assertEqual(slow.verdict, "missed: 1.60 x off")

    def test_a_near_miss_is_not_told_as_none(self):
        self.assertEqual(figure([1.051], target=("most", 1.05)).verdict, "missed: 1.0010 x off")

    def test_nothing_may_be_more_than_zero(self):
        self.assertEqual(figure([0], target=("most", 0)).verdict, "PASS")
        self.assertEqual(figure([3], target=("most", 0)).verdict, "missed")
        self.assertTrue(math.isinf(figure([3], target=("most", 0)).distance))

    def test_a_figure_for_the_record_has_none(self):
        self.assertEqual(figure([3.0], [1.0]).verdict, "-")


class Passes(unittest.TestCase):
    def test_the_worse_pass_is_shown_and_the_other_beside_it(self):
        self.assertEqual(line(4.4, 4.0).figure.ratio, 4.4)
        self.assertEqual(page.again(line(4.4, 4.0)), "4.00 x")
        self.assertEqual(line(0.2, 0.21, target=("least", 0.15)).figure.ratio, 0.2)

    def test_passes_that_differ_are_both_shown_in_their_order(self):
        self.assertEqual(page.again(line(1.45, 1.2)), "differs: 1.450 / 1.200")
        self.assertFalse(line(1.15, 1.0).differs)
        self.assertFalse(line(0.0, 0.0).differs)
        self.assertTrue(line(0.0, 0.1).differs)

    def test_a_target_that_one_pass_missed_is_not_reached(self):
        self.assertEqual(line(5.5, 4.9).verdict, "missed in 1 of 2 passes: 1.10 x off")
        self.assertEqual(line(4.9, 4.8).verdict, "PASS")
        self.assertEqual(line(6.0, 5.5).verdict, "missed: 1.20 x off")

    def test_the_sentence_below_the_targets_lists_what_differs(self):
        same = board([figure([2.0], [1.0])], [figure([2.1], [1.0])])
        self.assertEqual(page.agreement(same), "Every ratio came twice within 15 %.\n")
        other = board([figure([2.0], [1.0])], [figure([3.0], [1.0])])
        self.assertEqual(page.agreement(other), "Where two passes differ by more than 15 %: a figure (2.00 / 3.00).\n")
        record = board([figure([2.0])], [figure([3.0])])
        self.assertEqual(page.agreement(record), "Every ratio came twice within 15 %.\n")
        self.assertEqual(page.agreement(board([figure([2.0], [1.0])])), "One pass, so nothing was measured twice.\n")


class Parts(unittest.TestCase):
    def setUp(self):
        self.context = Quiet("/nowhere", quick=True)

    def test_a_part_that_cannot_be_measured_says_why_and_stops_no_other(self):
        found = figure([3.0], target=("most", 5), row="start")
        parts = {"wire": Part(NotMeasured("there is no curl")), "start": Part([found])}
        table = page.targets(measure(self.context, parts, 1))
        self.assertIn("not measured: wire there is no curl", table)
        self.assertRegex(table, r"keyshift run hello.lua +\| a figure +\| 3 ms")

    def test_growth_is_measured_once(self):
        parts = {"growth": Part([figure([1.0])]), "start": Part([figure([1.0])], [figure([1.0])])}
        found = measure(self.context, parts, 2)
        self.assertEqual([len(line.passes) for line in found.lines.values()], [1, 2])

    def test_contests_come_as_lines_of_json(self):
        outcome = {
            "name": "n", "rival": "C", "unit": "ns", "ours": [2], "theirs": [2], "target": {"ratio": 1.5},
            "row": "lua",
        }  # fmt: skip
        found = contests.figure(outcome)
        self.assertEqual((found.ratio, found.verdict, found.row), (1.0, "PASS", "lua"))
        found = contests.figure({**outcome, "rival": None, "theirs": [], "target": {"most": 1}, "row": None})
        self.assertEqual((found.theirs, found.value, found.verdict), (None, 2, "missed: 2.00 x off"))
        self.assertIsNone(contests.figure({**outcome, "target": None}).target)

    def test_a_contest_in_which_nothing_may_happen_is_passed_by_nothing(self):
        outcome = {"name": "429", "rival": None, "unit": "", "ours": [0.0], "theirs": [], "target": {"most": 0.0}}
        found = Board()
        for _ in range(2):
            found.add("contests", [contests.figure({**outcome, "row": "pace"})])
        self.assertRegex(page.targets(found), r"\| 429 +\| 0 +\| at most 0 +\| PASS +\| 0 +\|")
        outcome["ours"] = [2.0]
        found.add("contests", [contests.figure({**outcome, "row": "pace"})])
        self.assertRegex(page.targets(found), r"\| missed in 1 of 3 passes +\|")

    def test_programs_start_with_few_variables(self):
        names = {"PATH", "HOME", "USER", "LANG", "KEYSHIFT_HOME", "SEAM_API_KEY", "SEAM_ENDPOINT"}
        self.assertEqual(set(environment("/home", "http://127.0.0.1:1")), names)


class Tables(unittest.TestCase):
    def test_every_row_of_the_design_is_there_with_figures_or_a_reason(self):
        table = page.targets(Board())
        for text in ROWS.values():
            self.assertIn(text, table)
        self.assertEqual(table.count("not measured"), len(ROWS))

    def test_a_row_whose_figures_are_not_judged_says_why(self):
        found = Board()
        found.add("history", [figure([1.0], row="history", note="a tenth of the groups: not judged")])
        self.assertIn("not measured: a tenth of the groups: not judged", page.targets(found))

    def test_a_row_lists_what_it_lacks(self):
        found = Board()
        left_out = [("beside the SDK", "no PyPI", "wire")]
        found.add("wire", [figure([9.0], [1.0], ("least", 4), "ratio", "wire")], left_out)
        self.assertRegex(page.targets(found), r"beside the SDK +\| - +\| - +\| not measured: no PyPI")

    def test_columns_without_anything_are_left_out(self):
        self.assertEqual(page.part(board([figure([1.0])]), "start").splitlines()[0], "| what     | ours |")

    def test_notes_stand_below_the_table_of_a_part(self):
        text = page.part(board([figure([1.0], note="as it is")]), "start")
        self.assertTrue(text.endswith("\n- a figure: as it is\n"))

    def test_samples_are_shown_by_their_median_and_their_spread(self):
        self.assertEqual(page.samples(Samples([3.0, 1.0, 9.0]), "ms"), "3 ms (1 to 9)")
        self.assertEqual(page.samples(Samples([3.0]), "ms"), "3 ms")

    def test_numbers_have_about_three_digits(self):
        texts = [page.number(value) for value in (12345.6, 100.4, 64.23, 1.204, 0.0531, 5, 0)]
        self.assertEqual(texts, ["12,346", "100", "64.2", "1.20", "0.053", "5", "0"])


class Picture(unittest.TestCase):
    def test_it_is_xml_with_a_bar_for_each_target(self):
        limit = ("most", 5)
        figures = [figure([value], [1.0], limit, "ratio", "start", f"<{value}> & more") for value in (0.0, 4.0, 90.0)]
        root = xml.fromstring(picture.picture(board(figures)))
        colours = [shape.get("fill") for shape in root.iter("{http://www.w3.org/2000/svg}rect")]
        self.assertEqual(colours.count(picture.REACHED) - 1, 2)
        self.assertEqual(colours.count(picture.MISSED) - 1, 1)

    def test_reached_lies_left_of_the_line_and_missed_right(self):
        self.assertLess(picture.place(0.5), picture.place(1))
        self.assertGreater(picture.place(1.5), picture.place(1))
        self.assertEqual(picture.place(0), picture.LEFT)
        self.assertEqual(picture.place(math.inf), picture.RIGHT)


class Chronicle(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = f"{self.folder.name}/history.tsv"

    def keep(self, commit, value):
        found = board([figure([value], target=("most", 5), row="start"), figure([1.0], name="for the record")])
        return found, chronicle.kept(self.path, found, [("date", "2030-01-01"), ("Keyshift", commit)])

    def test_a_commit_that_is_measured_again_counts_once(self):
        self.keep("c0ffee1", 6.0)
        self.keep("c0ffee2", 4.0)
        _, entries = self.keep("c0ffee2", 3.0)
        kept = [("c0ffee1", "a figure", 6.0), ("c0ffee2", "a figure", 3.0)]
        self.assertEqual([entry[1:] for entry in entries], kept)
        self.assertEqual(chronicle.read(self.path), entries)

    def test_the_picture_has_a_point_for_each_commit_measured_by_the_target_of_today(self):
        self.keep("c0ffee1", 6.0)
        found, entries = self.keep("c0ffee2", 4.0)
        root = xml.fromstring(chronicle.picture(found, entries))
        points = [shape.get("fill") for shape in root.iter("{http://www.w3.org/2000/svg}circle")]
        self.assertEqual(points, [picture.MISSED, picture.REACHED])

    def test_more_is_higher(self):
        self.assertLess(chronicle.level(2), chronicle.level(1))


class Scale(unittest.TestCase):
    def ran(self, seconds, megabytes):
        return Ran(seconds, seconds, megabytes << 20, "", "")

    def test_what_grows_as_the_groups_do_has_the_exponent_one(self):
        self.assertAlmostEqual(scale.exponent(100, 0.5, 50), 1)
        self.assertAlmostEqual(scale.exponent(100, 1, 10_000), 2)

    def test_the_rate_is_that_of_the_run_without_its_plan(self):
        taken = scale.Taken(100_000, self.ran(5, 100), self.ran(45, 300))
        found = {figure.name: figure for figure in scale.figures(taken, is_judged=True)}
        self.assertEqual(found["100,000 groups: run"].value, 2_500)
        self.assertEqual({figure.verdict for figure in found.values()}, {"PASS", "-"})

    def test_a_tenth_of_the_groups_is_not_judged(self):
        taken = scale.Taken(10_000, self.ran(5, 100), self.ran(45, 300))
        self.assertTrue(all(figure.target is None for figure in scale.figures(taken, is_judged=False)))


if __name__ == "__main__":
    unittest.main()
