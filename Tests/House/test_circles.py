"""What uses what, circles, and what is printed of them."""

import contextlib
import io
import itertools
import random
import unittest

import trees
from measures import declarations, folders, graph, sizes, target

house = trees.program()


def uses(files, foreign=frozenset()):
    """The names by which a folder uses another one: {"A B": names}."""
    edges = folders.Target({path: declarations.read(text) for path, text in files.items()}, foreign).mentions()
    return {
        f"{source} {goal}": sorted({mention.name for mention in found})
        for source, goals in edges.items() for goal, found in goals.items()
    }


class Uses(unittest.TestCase):
    def test_a_type_ties(self):
        self.assertEqual(uses({"A/a.swift": "let a: B? = nil", "B/b.swift": "struct B {}"}), {"A B": ["B"]})

    def test_files_beside_the_folders_are_a_folder(self):
        self.assertEqual(uses({"a.swift": "let a: B? = nil", "B/b.swift": "struct B {}"}), {". B": ["B"]})

    def test_a_comment_or_a_text_does_not_tie(self):
        self.assertEqual(uses({"A/a.swift": '// B\nlet a = "B"', "B/b.swift": "struct B {}"}), {})

    def test_a_type_of_another_module_does_not_tie(self):
        self.assertEqual(uses({"A/a.swift": "let a: Other.B", "B/b.swift": "struct B {}"}), {})

    def test_a_type_inside_is_found_before_one_outside(self):
        self.assertEqual(uses({"A/a.swift": "struct A { enum B {}; let b: B }", "B/b.swift": "struct B {}"}), {})

    def test_a_generic_parameter_is_no_type_of_that_name(self):
        self.assertEqual(uses({"A/a.swift": "func a<B>(_ b: B) {}", "B/b.swift": "struct B {}"}), {})

    def test_an_extension_ties_to_its_type(self):
        self.assertEqual(uses({"A/a.swift": "extension B {}", "B/b.swift": "struct B {}"}), {"A B": ["B"]})

    def test_a_global_function_ties_unless_a_local_name_stands_before_it(self):
        files = {"B/b.swift": "func build() {}"}
        self.assertEqual(uses(files | {"A/a.swift": "func a() { build() }"}), {"A B": ["build"]})
        self.assertEqual(uses(files | {"A/a.swift": "func a() { let build = 1; c(build) }"}), {})
        self.assertEqual(uses(files | {"A/a.swift": "func a() { c(build: 1) }"}), {})
        self.assertEqual(uses(files | {"A/a.swift": "func a(of build: Int) { build + 1 }"}), {})
        self.assertEqual(uses(files | {"A/a.swift": "func a(build: Int) { build + 1 }"}), {})
        self.assertEqual(uses(files | {"A/a.swift": "struct A { func build() {}; func a() { build() } }"}), {})

    MEMBER = {"A/t.swift": "struct T {}", "B/b.swift": "extension T { func grow() {} }"}

    def use(self, text):
        return uses(self.MEMBER | {"A/a.swift": text}).get("A B")

    def test_a_member_of_an_extension_ties(self):
        self.assertEqual(self.use("func a() { t.grow() }"), ["grow"])
        self.assertEqual(self.use("extension T { func a() { grow() } }"), ["grow"])

    def test_a_member_of_two_folders_does_not_tie(self):
        self.assertIsNone(self.use("struct C { func grow() {} }\nfunc a() { t.grow() }"))

    def test_a_bare_name_is_no_member_of_a_stranger(self):
        self.assertIsNone(self.use("struct C { func a() { grow() } }"))

    def test_a_member_of_another_type_with_its_name_before_the_dot_does_not_tie(self):
        self.assertIsNone(self.use("func a() { Other.grow() }"))

    def test_a_member_that_another_target_has_too_does_not_tie(self):
        files = self.MEMBER | {"A/a.swift": "func a() { t.grow() }"}
        self.assertNotIn("A B", uses(files, foreign={"grow"}))

    def test_a_member_of_a_type_that_the_folder_does_not_know_does_not_tie(self):
        files = {"B/t.swift": "struct T {}", "B/b.swift": self.MEMBER["B/b.swift"]}
        self.assertEqual(uses(files | {"A/a.swift": "func a() { x.grow() }"}), {})

    def test_a_member_with_a_common_name_ties_only_behind_its_type(self):
        files = {"A/t.swift": "struct T {}", "B/b.swift": "extension T { static let first = 1 }"}
        self.assertNotIn("A B", uses(files | {"A/a.swift": "let a = t.first"}))
        self.assertEqual(uses(files | {"A/a.swift": "let a = T.first"})["A B"], ["first"])


class Graphs(unittest.TestCase):
    def test_a_circle_is_what_leads_back(self):
        edges = {"a": {"b": 1}, "b": {"c": 1}, "c": {"b": 1, "d": 1}}
        self.assertEqual(graph.circles(edges), [["b", "c"]])

    def test_the_lightest_edge_offends(self):
        edges = {"a": {"b": 5}, "b": {"c": 2, "a": 3}, "c": {"a": 4}}
        self.assertEqual(graph.offending(edges, ["a", "b", "c"]), [("a", "b")])

    def test_no_order_is_better_than_the_one_found(self):
        numbers = random.Random(1)
        for _ in range(50):
            nodes = list("abcde")
            edges = {one: {other: numbers.randint(0, 9) for other in nodes if other != one} for one in nodes}

            def cost(order):
                return sum(edges[order[late]][order[early]] for late in range(5) for early in range(late))

            best = min(map(cost, itertools.permutations(nodes)))
            self.assertEqual(cost(graph.exact(edges, nodes)), best)
            self.assertLessEqual(cost(graph.exchanged(edges, nodes)), best * 1.5)


class Report(unittest.TestCase):
    def report(self, files):
        with trees.tree(files) as folder, contextlib.redirect_stdout(io.StringIO()) as output:
            status = house.report(target.read(folder))
        return status, output.getvalue().replace(folder, "Sources").split("\n")

    KNOT = {
        "T/A/a.swift": "struct A {\n    let b: B\n}\n",
        "T/B/b.swift": "struct B {\n    let a: A\n    let c: A\n}\nextension A {}\n",
        "T/B/c.swift": "let c: A\n",
    }

    def test_a_circle_is_a_problem_at_the_fewest_places(self):
        status, lines = self.report(self.KNOT)
        self.assertEqual(status, 1)
        self.assertEqual(lines[0], (
            "Sources/T/A/a.swift:2: A uses B of B (Sources/T/B/b.swift), which leads back to it; the circle A, B"
        ))
        self.assertEqual(lines[1], "")

    def test_what_is_generated_does_not_count(self):
        files = self.KNOT | {"T/A/a.swift": "struct A {}\n", "T/A/Generated/a.swift": "let b: B\n"}
        self.assertEqual(self.report(files)[0], 0)

    def test_files_of_c_make_circles_by_calls_and_by_includes(self):
        files = {"C/a.c": "int a(void)\n{\n    return b();\n}\n", "C/b.c": "int b(void)\n{\n    return a();\n}\n"}
        status, lines = self.report(files)
        self.assertEqual((status, lines[0]), (
            1, "Sources/C/a.c:3: a.c uses b of b.c, which leads back to it; the circle a.c, b.c"
        ))
        files = {"C/a.h": '#include "b.h"\n', "C/include/b.h": '#include "../a.h"\n'}
        self.assertEqual(self.report(files)[0], 1)

    def test_a_static_function_is_its_files_own(self):
        files = {
            "C/a.c": "static int x(void)\n{\n    return 1;\n}\nint a(void)\n{\n    return b() + x();\n}\n",
            "C/b.c": "static int x(void)\n{\n    return 1;\n}\nint b(void)\n{\n    return x();\n}\n",
        }
        self.assertEqual(self.report(files)[0], 0)

    def test_the_table_has_a_line_for_each_target_and_one_for_all(self):
        text = "/// Says.\npublic func a() {\n    b()\n}\n\npublic let c = 1\n"
        _, lines = self.report({"T/A/a.swift": text, "U/a.swift": "let a = 1\n"})
        self.assertEqual([line.split() for line in lines[2:5]], [
            ["T", "1", "6/6/6", "100", "%", "1", "3/3/3", "0", "2", "50.0", "%", "20.0", "%", "0"],
            ["U", "1", "1/1/1", "100", "%", "0", "-", "0", "0", "-", "0.0", "%", "0"],
            ["all", "2", "6/6/6", "100", "%", "1", "3/3/3", "0", "2", "50.0", "%", "16.7", "%", "0"],
        ])


class Table(unittest.TestCase):
    def test_columns_are_aligned(self):
        self.assertEqual(sizes.table([["", "n"], ["abc", "10"], ["d", "2"]]), ["      n", "abc  10", "d     2"])
