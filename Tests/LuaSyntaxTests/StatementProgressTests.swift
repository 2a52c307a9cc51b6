import LuaSyntax
import Testing

/// Statements line by line: the answers are those of the parser over the whole text, and no line is parsed too often.
struct StatementProgressTests {
    @Test(arguments: [
        "x = 1", "x =\n1", "t = {\n1,\n2\n}", "if x then\nf()\nend", "for i = 1, 3 do\nwhile i do\nbreak\nend\nend",
        "repeat\nx = 1\nuntil\nx", "f(function()\nreturn 1\nend)", "s = [[\nend ]=]\n]]", "--[==[\n]] do\n]==]",
        "s = 'a\\\nb'", "s = 'a\\z\n   b'", "x = 1 +\n-- a comment {\n2", "local x <const> =\n1", "t.a.\nb\n= 1",
        "goto\nout", "while f(function() do\nend end) do\nend", "x = 0xep+1", "x = 0x1e+\n1", "x = 'it\\'s {'",
        "x = \"do\" .. 'end' ..\n[[{]]", "do\r\nx = 1\r\nend\r", "f{\n'a', \"b\"\n}", "function t.f()\nend",
        "local function f()\nfor k in pairs{} do\nend\nend", "return\n1", "if a then\nelseif b then\nelse\nend",
        "x = ...\n", "do ::a:: goto a\nend", "x = a <\nb", "x = not\ny", "x = {[1]=2,\n[3]=4}", "x = '\\\\'",
        "x = 1 --[[ {\n]]", "do local x <close> = y\nend",
    ])
    func `every beginning of a text is judged as the parser judges it`(text: String) {
        var progress = StatementProgress()
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(line)
            let whole = lines.joined(separator: "\n")
            #expect(progress.add(String(line)) == LuaParser.completeness(of: whole), "\(whole)")
            #expect(progress.text == whole)
        }
    }

    @Test(arguments: [
        ("t = {", "  { a = 1, 'b', \"c\" }, -- one more {", "}"),
        ("f = function()", "  if x then y = [[ end ]] end", "end"),
        ("s = [==[", "end ]] \" {", "]==]"), ("x = 1 +", "2 +", "3"), ("do", "while x do for k in y do end end", "end"),
        ("s = 'a\\", "b end {\\", "c'"), ("--[[", "do {", "]] x = 1"), ("f{", "1, -- (", "2}"),
        ("repeat", "do local t <const> = { function() return '}' end } end", "until x"),
    ])
    func `a long text asks for more until its last line`(first: String, middle: String, last: String) {
        var progress = StatementProgress()
        var answers = [progress.add(first)]
        for _ in 1...3000 { answers.append(progress.add(middle)) }
        #expect(answers.allSatisfy { $0 == .incomplete })
        #expect(progress.add(last) == .complete)
    }

    @Test func `a mistake in the middle of a long text is told before its end`() {
        var progress = StatementProgress()
        _ = progress.add("t = {")
        for _ in 1...200 { _ = progress.add("  1,") }
        var isTold = false
        var lines = 0
        _ = progress.add("  = ,")
        while !isTold, lines < 4000 {
            if case .invalid = progress.add("  1,") { isTold = true }
            lines += 1
        }
        #expect(isTold)
    }

    @Test func `a text without its end is told at once`() {
        var progress = StatementProgress()
        _ = progress.add("t = {")
        for _ in 1...2000 { _ = progress.add("  1,") }
        guard case .invalid = progress.add("  'no end,") else {
            Issue.record("the text was not refused")
            return
        }
    }
}
