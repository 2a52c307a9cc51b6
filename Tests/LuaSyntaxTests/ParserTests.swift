import LuaSyntax
import Testing

struct ParserTests {
    @Test(
        arguments: [
            ("x = a + b * c - d", "x = ((a + (b * c)) - d)"),
            ("x = a .. b .. c", "x = (a .. (b .. c))"),
            ("x = 2 ^ 3 ^ 4", "x = (2 ^ (3 ^ 4))"),
            ("x = -2 ^ 2", "x = (- (2 ^ 2))"),
            ("x = 2 ^ -3", "x = (2 ^ (- 3))"),
            ("x = not a == b", "x = ((not a) == b)"),
            ("x = #a + ~b", "x = ((# a) + (~ b))"),
            ("x = a or b and c < d", "x = (a or (b and (c < d)))"),
            ("x = a < b == c ~= d", "x = (((a < b) == c) ~= d)"),
            ("x = a | b ~ c & d << e .. f + g // h", "x = (a | (b ~ (c & (d << (e .. (f + (g // h)))))))"),
            ("x = a % b / c >> d", "x = (((a % b) / c) >> d)"),
            ("x = a >= b and c <= d or e > f", "x = (((a >= b) and (c <= d)) or (e > f))"),
            ("x = (a + b) * c", "x = (paren((a + b)) * c)"),
        ],
    )
    func `operators group as the manual says`(source: String, tree: String) {
        #expect(TreeText.render(LuaParser.parse(source)) == tree)
    }

    @Test(
        arguments: [
            ("f()", "call f()"),
            ("f{1}'s'[[t]]", "call f {1} 's' 't'"),
            ("a.b[c]:d(1, ...).e(nil)", "call a.b[c]:d(1, ...).e(nil)"),
            ("a:b'x'", "call a:b 'x'"),
            ("(f)(x)", "call paren(f)(x)"),
            ("f()[1].x, y = 1", "f()[1].x, y = 1"),
            (
                "t = { 1, a = 2; [b] = 3, f(), function() end, }",
                "t = {1, a = 2, [b] = 3, f(), function() {}}"
            ),
            ("t = { a == b, {} }", "t = {(a == b), {}}"),
            ("return true, false, nil, 'x', 1.5, 7;", "return true, false, nil, 'x', 1.5, 7"),
        ],
    )
    func `calls, fields and tables keep their form`(source: String, tree: String) {
        #expect(TreeText.render(LuaParser.parse(source)) == tree)
    }

    @Test(
        arguments: [
            ("", ""),
            (";;", "empty; empty"),
            ("local a, b <const>, c <close> = 1", "local a, b<const>, c<close> = 1"),
            ("local function f(a, ...) return f end", "local function f(a, ...) {return f}"),
            ("function a.b:c(x) return self end", "function a.b:c(self, x) {return self}"),
            ("do local x end", "do {local x = }"),
            ("while a do break end", "while a {break}"),
            ("repeat local a until a", "repeat {local a = } until a"),
            ("if a then b() elseif c then else return end", "if a {call b()} elseif c {} else {return }"),
            ("for i = 1, 2 do end for i = 1, 2, 3 do f() end", "for i = 1, 2 {}; for i = 1, 2, 3 {call f()}"),
            ("for k, v in pairs(t), 2 do end", "for k, v in pairs(t), 2 {}"),
            ("goto a ::a:: ::b:: ; goto b", "goto a; ::a::; ::b::; empty; goto b"),
            ("#!/usr/bin/lua\nf()", "call f()"),
            ("# no code", ""),
            ("\u{FEFF}f() -- end", "call f()"),
            ("--[[ a\n]] f() --[==[ ]] ]==] g()", "call f(); call g()"),
        ],
    )
    func `statements keep their form`(source: String, tree: String) {
        #expect(TreeText.render(LuaParser.parse(source)) == tree)
    }

    @Test func `a script need not be UTF-8`() throws {
        let outcome = LuaParser.parse(bytes: Array("return '".utf8) + [0xE9] + Array("'".utf8))
        let tree = try #require(outcome.tree)
        guard case .return(let values) = tree.block.statements[0].kind else {
            Issue.record("no return statement")
            return
        }
        #expect(values[0].kind == .string([0xE9]))
        #expect(values[0].stringValue == nil)
    }
}
