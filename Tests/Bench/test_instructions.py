"""What is made of counts of instructions, and the search for the commit that moved one; no program is started."""

import os
import tempfile
import unittest

import instructions
from bisection import Culprit, Search, first
from callgrind import each, total
from processes import Failed


class Counts(unittest.TestCase):
    def test_a_start_is_in_no_repetition(self):
        self.assertEqual(each(lambda times: 55_066_753 + 604 * times, 20_000), 604)

    def test_the_sum_is_read_from_the_end_of_the_file(self):
        self.assertEqual(total(["events: Ir\n", "fn=(1) main\n", "3 summary\n", "summary: 83995448\n"]), 83_995_448)
        self.assertEqual(total(["totals: 12\n"]), 12)

    def test_a_file_without_a_sum_is_a_failure(self):
        with self.assertRaises(Failed):
            total(["events: Ir\n"])


class Table(unittest.TestCase):
    def figure(self, value, baseline):
        return instructions.figure("host-call", value, baseline, "1b8d92c")

    def test_two_percent_up_or_down_is_within(self):
        for value in (980, 1000, 1020):
            self.assertEqual(instructions.verdict(self.figure(value, 1000)), "within 2 %")

    def test_more_than_that_has_moved_up_or_down(self):
        for value in (979, 1021):
            self.assertEqual(instructions.verdict(self.figure(value, 1000)), "moved")

    def test_a_count_without_a_baseline_is_not_judged(self):
        text = instructions.table([self.figure(1000, None)])
        self.assertIn("| host-call | 1,000        | -        | -      | no baseline |", text)

    def test_a_line_has_the_commit_of_its_baseline_and_the_change(self):
        text = instructions.table([self.figure(1030, 1000)])
        self.assertIn("| host-call | 1,030        | 1,000 at 1b8d92c | +3.00% | moved   |", text)

    def test_the_last_line_of_a_name_is_its_baseline(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "instructions.tsv")
            self.assertEqual(instructions.read(path), {})
            with open(path, "w") as file:
                file.write("aaaaaaa\tpure-lua\t10\naaaaaaa\thost-call\t7\nbbbbbbb\tpure-lua\t12\n")
            self.assertEqual(instructions.read(path), {"pure-lua": (12, "bbbbbbb"), "host-call": (7, "aaaaaaa")})


class Commits:
    """A history whose commits have these counts, the first one being the base; what was built is noted."""

    def __init__(self, *counts):
        self.of = {f"commit {number}": values for number, values in enumerate(counts)}
        self.built = []

    def build(self, commit):
        self.built.append(commit)
        return commit

    def culprits(self):
        base, *behind = self.of
        return Search(self.build, self.of.get).culprits(base, behind)


class Bisection(unittest.TestCase):
    def test_it_finds_each_place(self):
        for length in range(1, 40):
            for place in range(length):
                self.assertEqual(first(range(length), lambda commit, place=place: commit >= place), place)

    def test_it_names_the_commit_with_both_counts(self):
        commits = Commits({"pacer": 100}, {"pacer": 101}, {"pacer": 130}, {"pacer": 131})
        self.assertEqual(commits.culprits(), {"pacer": Culprit("commit 2", 100, 130)})

    def test_a_count_that_went_down_is_found(self):
        commits = Commits({"pacer": 100}, {"pacer": 90}, {"pacer": 90})
        self.assertEqual(commits.culprits(), {"pacer": Culprit("commit 1", 100, 90)})

    def test_small_steps_end_where_their_sum_is_over_the_limit(self):
        commits = Commits(*({"pacer": 1000 + 9 * number} for number in range(6)))
        self.assertEqual(commits.culprits()["pacer"].commit, "commit 3")

    def test_it_builds_few_commits_and_none_twice(self):
        commits = Commits(*({"pacer": 100 + 50 * (number >= 700), "open-state": 9} for number in range(1001)))
        self.assertEqual(commits.culprits(), {"pacer": Culprit("commit 700", 100, 150)})
        self.assertLessEqual(len(commits.built), 12)
        self.assertEqual(len(commits.built), len(set(commits.built)))

    def test_each_count_has_its_own_commit(self):
        before, after = {"pacer": 100, "pure-lua": 100}, {"pacer": 100, "pure-lua": 200}
        found = Commits(before, before, after, after, {"pacer": 50, "pure-lua": 200}).culprits()
        self.assertEqual(found["pure-lua"], Culprit("commit 2", 100, 200))
        self.assertEqual(found["pacer"], Culprit("commit 4", 100, 50))

    def test_where_nothing_moved_only_the_ends_are_built(self):
        commits = Commits(*[{"pacer": 100}] * 50)
        self.assertEqual(commits.culprits(), {})
        self.assertEqual(commits.built, ["commit 0", "commit 49"])

    def test_without_commits_nothing_is_built(self):
        commits = Commits({"pacer": 100})
        self.assertEqual((commits.culprits(), commits.built), ({}, []))

    def test_work_that_is_new_or_gone_is_left_out(self):
        self.assertEqual(Commits({"gone": 1}, {"new": 2}).culprits(), {})

    def test_a_commit_that_lacks_the_work_has_not_moved_it(self):
        commits = Commits({"pacer": 100}, {}, {}, {"pacer": 150}, {"pacer": 150})
        self.assertEqual(commits.culprits()["pacer"].commit, "commit 3")
