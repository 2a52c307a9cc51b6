import Lua
import Testing

struct LuaStringTests {
    // What the reference implementation of Lua 5.4 answers.
    @Test(arguments: [
        ("('hello world'):find('o w')", "5 7"),
        ("('hello'):find('l+')", "3 4"),
        ("('hello'):find('xyz')", "nil"),
        ("('a.b'):find('.', 2, true)", "2 2"),
        ("('abc'):find('', 10)", "nil"),
        ("('abc'):find('b', -2)", "2 2"),
        ("('key = value'):match('^(%w+)%s*=%s*(%w+)$')", "key value"),
        ("('  x  '):match('^%s*(.-)%s*$')", "x"),
        ("('THE (quick) fox'):find('%((%a+)%)')", "5 11 quick"),
        ("('f(a(b)c)d'):match('%b()')", "(a(b)c)"),
        ("('THE fox'):gsub('%f[%a]%a+', '<%0>')", "<THE> <fox> 2"),
        ("('abab'):match('(ab)%1')", "ab"),
        ("('hello'):gsub('', '-')", "-h-e-l-l-o- 6"),
        ("('abc'):gsub('%w', '%0%0', 2)", "aabbc 2"),
        ("('x=1, y=2'):gsub('(%w)=(%w)', '%2=%1')", "1=x, 2=y 2"),
        ("('abc'):gsub('b', { b = 7 })", "a7c 1"),
        ("('abc'):gsub('.', function(c) if c ~= 'b' then return c:upper() end end)", "AbC 3"),
        ("('a,b,,c'):gsub(',', ';')", "a;b;;c 3"),
        ("('abc'):match('()b()')", "2 3"),
        ("('[]]'):match('[]]+')", "]]"),
        ("('a-z'):match('[a%-z]+')", "a-z"),
        ("('x^y'):match('[%^y]+')", "^y"),
        ("('\\0a'):find('%z')", "1 1"),
        ("('aXb'):match('%u')", "X"),
        ("pcall(string.match, 'a', '[a')", "false malformed pattern (missing ']')"),
        ("pcall(string.match, 'a', '%')", "false malformed pattern (ends with '%')"),
        ("pcall(string.match, 'a', '(a')", "false unfinished capture"),
        ("pcall(string.match, 'a', 'a)')", "false invalid pattern capture"),
        ("pcall(string.gsub, 'a', 'a', '%2')", "false invalid capture index %2"),
        ("pcall(string.gsub, 'a', 'a', '%x')", "false invalid use of '%' in replacement string"),
        ("pcall(string.match, 'a', '%f')", "false missing '[' after '%f' in pattern"),
        ("pcall(string.match, 'a', '%b')", "false malformed pattern (missing arguments to '%b')"),
        (
            "pcall(string.gsub, 'a', 'a', true)",
            "false bad argument #3 to 'string.gsub' (string/function/table expected, got boolean)"
        ),
        ("string.rep('ab', 3, '-')", "ab-ab-ab"),
        ("string.rep('x', -1)", ""),
        ("string.format('%5.1f|%-4d|%s', 3.14159, 42, true)", "  3.1|42  |true"),
    ])
    func `the string functions answer as Lua's own`(expression: String, expected: String) async throws {
        let source =
            "local t = table.pack(\(expression)) for i = 1, t.n do t[i] = tostring(t[i]) end return table.concat(t, ' ')"
        #expect(try await Script.run(source) == expected)
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000])
    func `a sort is stable and ordered`(count: Int) async throws {
        let source = """
            local t = {}
            for i = 1, \(count) do t[i] = { key = (i * 7919) % 13, place = i } end
            table.sort(t, function(a, b) return a.key < b.key end)
            for i = 2, #t do
                local a, b = t[i - 1], t[i]
                assert(a.key < b.key or (a.key == b.key and a.place < b.place))
            end
            return #t
            """
        #expect(try await Script.run(source) == "\(count)")
    }
}
