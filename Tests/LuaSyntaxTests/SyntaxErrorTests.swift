import LuaSyntax
import Testing

/// A text with the first mistake in it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let source: String
    let code: SyntaxError.Code
    let place: String
    var isIncomplete = false

    var testDescription: String { source }

    init(_ source: String, _ code: SyntaxError.Code, _ place: String, isIncomplete: Bool = false) {
        self.source = source
        self.code = code
        self.place = place
        self.isIncomplete = isIncomplete
    }
}

struct SyntaxErrorTests {
    @Test(
        arguments: [
            Mistake("x = 1 $", .unknownCharacter, "1:7-1:8"),
            Mistake("if a != b then end", .unknownCharacter, "1:6-1:7"),
            Mistake("x = “a”", .unknownCharacter, "1:5-1:8"),
            Mistake("x = 3x", .malformedNumber, "1:5-1:7"),
            Mistake("x = 1..2", .malformedNumber, "1:5-1:9"),
            Mistake("x = 0x", .malformedNumber, "1:5-1:7"),
            Mistake("x = 1e+", .malformedNumber, "1:5-1:8"),
            Mistake("x = 'a\nb'", .unfinishedString, "1:5-1:7"),
            Mistake("x = 'a", .unfinishedString, "1:5-1:7"),
            Mistake("x = 'a\\", .unfinishedString, "1:7-1:8", isIncomplete: true),
            Mistake("x = 'a\\z \n ", .unfinishedString, "1:7-2:2", isIncomplete: true),
            Mistake("x = [[a\nb", .unfinishedLongString, "2:2-2:2", isIncomplete: true),
            Mistake("--[==[ a ]]\n", .unfinishedComment, "2:1-2:1", isIncomplete: true),
            Mistake("x = [=a", .invalidLongBracket, "1:5-1:7"),
            Mistake("x = 'a\\q'", .invalidEscape, "1:7-1:9"),
            Mistake("x = '\\256'", .invalidEscape, "1:6-1:10"),
            Mistake("x = '\\xZ1'", .invalidEscape, "1:6-1:8"),
            Mistake("x = '\\u41'", .invalidEscape, "1:6-1:8"),
            Mistake("x = '\\u{80000000}'", .invalidEscape, "1:6-1:17"),
            Mistake("x = '\\u{41'", .invalidEscape, "1:6-1:11"),
        ],
    )
    func `a broken token is placed exactly`(mistake: Mistake) throws {
        try check(mistake)
    }

    @Test(
        arguments: [
            Mistake("x = }", .unexpectedToken, "1:5-1:6"),
            Mistake("x =", .unexpectedToken, "1:4-1:4", isIncomplete: true),
            Mistake("f(\n", .unexpectedToken, "2:1-2:1", isIncomplete: true),
            Mistake("1 + 1", .unexpectedToken, "1:1-1:2"),
            Mistake("f()\nend", .unexpectedToken, "2:1-2:4"),
            Mistake("return 1 x()", .unexpectedToken, "1:10-1:11"),
            Mistake("if a = b then end", .missingToken, "1:6-1:7"),
            Mistake("x.end = 1", .missingToken, "1:3-1:6"),
            Mistake("a, b", .missingToken, "1:5-1:5", isIncomplete: true),
            Mistake("for i do end", .missingToken, "1:7-1:9"),
            Mistake("for i = 1 do end", .missingToken, "1:11-1:13"),
            Mistake("t = { name: 1 }", .missingToken, "1:13-1:14"),
            Mistake("a:b = 1", .missingToken, "1:5-1:6"),
            Mistake("function f(a b) end", .missingToken, "1:14-1:15"),
            Mistake("function f(..., a) end", .missingToken, "1:15-1:16"),
            Mistake("f(1\ny = 2", .unclosed, "2:1-2:2"),
            Mistake("t = { 1 2 }", .unclosed, "1:9-1:10"),
            Mistake("if a then\n  f()\n", .unclosed, "3:1-3:1", isIncomplete: true),
            Mistake("repeat f() end", .unclosed, "1:12-1:15"),
            Mistake("x.y", .notAStatement, "1:4-1:4", isIncomplete: true),
            Mistake("x += 1", .notAStatement, "1:3-1:4"),
            Mistake("(f())", .notAStatement, "1:6-1:6", isIncomplete: true),
            Mistake("(a) = 1", .notAStatement, "1:5-1:6"),
            Mistake("f() = 1", .notAStatement, "1:5-1:6"),
        ],
    )
    func `a broken statement is placed exactly`(mistake: Mistake) throws {
        try check(mistake)
    }

    @Test(
        arguments: [
            Mistake("break", .breakOutsideLoop, "1:1-1:6"),
            Mistake("while a do f(function() break end) end", .breakOutsideLoop, "1:25-1:30"),
            Mistake("goto a", .undefinedLabel, "1:6-1:7"),
            Mistake("do ::a:: end goto a", .undefinedLabel, "1:19-1:20"),
            Mistake("::a:: function f() goto a end", .undefinedLabel, "1:25-1:26"),
            Mistake("::a::\ndo ::a:: end", .duplicateLabel, "2:6-2:7"),
            Mistake("goto a local b ::a:: f()", .jumpIntoScope, "1:6-1:7"),
            Mistake("repeat goto a local b ::a:: until b", .jumpIntoScope, "1:13-1:14"),
            Mistake("local a <const> = 1\na = 2", .constantAssignment, "2:1-2:2"),
            Mistake("local a <close> = b; x, a = 2", .constantAssignment, "1:25-1:26"),
            Mistake("local a <const> = 1; function f() a = 1 end", .constantAssignment, "1:35-1:36"),
            Mistake("local a <const> = 1; function a() end", .constantAssignment, "1:31-1:32"),
            Mistake("local a <konst> = 1", .unknownAttribute, "1:10-1:15"),
            Mistake("local a <close>, b <close> = 1", .multipleClose, "1:18-1:19"),
            Mistake("function f() return ... end", .varargsOutsideFunction, "1:21-1:24"),
        ],
    )
    func `what liblua refuses while it compiles is placed exactly`(mistake: Mistake) throws {
        try check(mistake)
    }

    @Test(
        arguments: [
            ("x += 1", "x = x + 1"),
            ("a && b", "`and`"),
            ("if a || b then end", "`or`"),
            ("if a != b then end", "`~=`"),
            ("if a = b then end", "`==`"),
            ("t = { name: 1 }", "name = value"),
            ("x = 1..2", "spaces around `..`"),
            ("if a then", "`end` is expected to close `if` of line 1, but the text ends here"),
            ("x.end = 1", "`end` is a keyword of Lua"),
            ("goto c local b ::c:: f()", "scope of the local `b`"),
        ],
    )
    func `the message says what to write instead`(source: String, part: String) throws {
        let error = try #require(LuaParser.parse(source).error)
        #expect(error.message.contains(part))
        #expect(error.description.hasPrefix("line 1, column \(error.position.column): "))
    }

    @Test(
        arguments: [
            "goto a; do ::a:: end ::a::",
            "goto a local b ::a:: ; ::c::",
            "do ::a:: end do ::a:: goto a end",
            "::a:: function f() ::a:: goto a end",
            "while a do repeat if b then break end until c end",
            "for i = 1, 3 do goto next local x = i ::next:: end",
            "local a <const> = {}; a.b = 1; a[1] = 2; function a.f() end function a:g() end",
            "local a <const> = 1; local a = 2; a = 3",
            "for i = 1, 3 do i = 2 end",
            "return ...",
            "local f = function(...) return ... end",
            "local goto_, _ENV, self = 1",
            "a.b['c'].d, e[1] = f{}, g'x'",
            "x = 0xffffffffffffffffff + 1e400 // .5 ~ 3.",
        ],
    )
    func `what luac accepts is accepted`(source: String) {
        #expect(LuaParser.parse(source).error == nil)
    }

    private func check(_ mistake: Mistake) throws {
        let error = try #require(LuaParser.parse(mistake.source).error)
        #expect(error.code == mistake.code)
        #expect("\(error.range)" == mistake.place)
        #expect(error.isIncomplete == mistake.isIncomplete)
    }
}
