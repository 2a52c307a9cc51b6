"""What is read from one text of Swift or C."""

import unittest

import trees  # noqa: F401
from measures import c_files, declarations, lexer


def words(text, language="swift"):
    return [token.text for token in lexer.tokens(text, language)]


class Tokens(unittest.TestCase):
    def test_comments_and_texts_are_left_out(self):
        self.assertEqual(words('a // b\n/* c /* d */ e */ f "g // h" i'), ["a", "f", '""', "i"])

    def test_what_a_text_interpolates_is_code(self):
        self.assertEqual(words(r'"a \(b("c")) d" e'), ['""', "(", "b", "(", '""', ")", ")", "e"])

    def test_a_text_with_number_signs_interpolates_with_them_only(self):
        self.assertEqual(words(r'##"a" \(b) \##(c)"## d'), ['""', "(", "c", ")", "d"])

    def test_a_token_knows_its_line_behind_a_long_text(self):
        tokens = lexer.tokens('"""\na "b"\n"""\nc')
        self.assertEqual([(token.text, token.line) for token in tokens], [('""', 1), ("c", 4)])

    def test_comments_of_c_do_not_nest(self):
        self.assertEqual(words("/* a /* b */ c '\"' d", "c"), ["c", '""', "d"])


class Declarations(unittest.TestCase):
    def names(self, text):
        return [(made.kind, made.name, made.inside) for made in declarations.read(text).declarations]

    def test_members_know_their_type(self):
        text = "struct A { let b = 1; enum C { case d(Int), e } }\nextension A.C { func f() {} }\nlet g = 2"
        self.assertEqual(self.names(text), [
            ("struct", "A", ()), ("let", "b", ("A",)), ("enum", "C", ("A",)), ("case", "d", ("A", "C")),
            ("case", "e", ("A", "C")), ("extension", "A.C", ()), ("func", "f", ("A", "C")), ("let", "g", ()),
        ])

    def test_what_a_body_declares_is_local(self):
        file = declarations.read("func a(b c: Int) {\n    let d = 1\n    for e in [d] { g { f in f + e } }\n}")
        self.assertEqual([made.name for made in file.declarations], ["a"])
        self.assertEqual(file.locals[1], {"c", "d", "e", "f"})

    def test_a_switch_in_an_enumeration_adds_no_cases(self):
        text = "enum A {\n    case b\n    var c: Int {\n        switch self {\n        case .b: 1\n        }\n    }\n}"
        self.assertEqual([made.name for made in declarations.read(text).declarations], ["A", "b", "c"])

    def test_a_function_ends_at_its_own_brace(self):
        text = "struct A {\n    func b(\n        c: () -> Int = { 1 }\n    ) {\n        d { e }\n    }\n    func f()\n}"
        made = {one.name: one for one in declarations.read(text).declarations}
        self.assertEqual((made["b"].line, made["b"].last), (2, 6))
        self.assertFalse(made["f"].has_body)

    def test_a_declaration_begins_with_its_attributes(self):
        text = "struct A {\n    @inlinable @inline(__always)\n    public static func b() {}\n}"
        made = declarations.read(text).declarations[1]
        self.assertEqual((made.first, made.line, made.access), (2, 3, "public"))

    def test_access_to_set_is_no_access(self):
        self.assertEqual(declarations.read("public private(set) var a = 1").declarations[0].access, "public")

    def test_members_of_a_private_extension_are_private(self):
        self.assertTrue(declarations.read("private extension A { func b() {} }").declarations[1].is_hidden)


class C(unittest.TestCase):
    TEXT = '#include "a.h"\nstatic int one(int x)\n{\n    return two(x); /* three() */\n}\n#define FOUR(x) five(x)\n'

    def test_functions_have_their_lines(self):
        self.assertEqual(c_files.CFile(self.TEXT).functions, [c_files.Function("one", 2, 5, True)])

    def test_calls_are_those_of_bodies_and_macros(self):
        self.assertEqual([(call.name, call.line) for call in c_files.CFile(self.TEXT).calls], [("two", 4), ("five", 6)])

    def test_a_table_and_a_declaration_are_no_functions(self):
        text = "int a(int x);\nstatic const T b[] = {{\"c\", d}};\nstruct e { int f; };\n"
        self.assertEqual(c_files.CFile(text).functions, [])
