import LuaSyntax
import Testing

struct CompletenessTests {
    @Test(
        arguments: [
            "", "-- nothing", "x = 1", "f()", "local a <const> = 1", "for i = 1, 3 do f(i) end",
            "1 + 1", "x.y", "x", "a, b", "'text'", "#t", "not x", "{ 1, 2 }", "function() end", "f(1);", "x == y",
            "1 + 1 -- two", "...", "return 1",
        ],
    )
    func `statements and expressions are complete`(input: String) {
        #expect(LuaParser.completeness(of: input) == .complete)
    }

    @Test(
        arguments: [
            "x =", "f(", "f{ a = 1,", "if x then", "for i = 1, 3 do\n  f(i)", "function f()", "function()", "repeat",
            "1 +", "#t +",
            "not", "x.", "x:", "{", "(", "[[a", "--[[ a", "'a\\", "'a\\z", "local", "local function", "a, b =",
            "while true do break", "f() g",
        ],
    )
    func `what more lines can finish is incomplete`(input: String) {
        #expect(LuaParser.completeness(of: input) == .incomplete)
    }

    @Test(
        arguments: [
            ("1 + * 2", .unexpectedToken, 5),
            ("x += 1", .unexpectedToken, 4),
            ("'a", .unfinishedString, 1),
            ("end", .unexpectedToken, 1),
            ("f(]", .unexpectedToken, 3),
            ("break", .breakOutsideLoop, 1),
            ("if x then break", .breakOutsideLoop, 11),
            ("goto a", .undefinedLabel, 6),
            ("a b", .notAStatement, 3),
            ("local a <const> = 1; a = 2", .constantAssignment, 22),
            ("x != 1", .unknownCharacter, 3),
        ] as [(String, SyntaxError.Code, Int)],
    )
    func `what no line can mend is invalid`(input: String, code: SyntaxError.Code, column: Int) {
        guard case .invalid(let error) = LuaParser.completeness(of: input) else {
            Issue.record("\(input) is not invalid")
            return
        }
        #expect(error.code == code)
        #expect(error.position.column == column)
    }
}
