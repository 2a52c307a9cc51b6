import LuaSyntax
import Testing

struct CallSiteTests {
    @Test(
        arguments: [
            ("seam.access_codes.list{ a = 1 }", ["seam.access_codes.list"]),
            ("print(seam.x.y(1), z'a')", ["print", "seam.x.y", "z"]),
            ("groups.all():named('a'):each()", ["groups.all", "nil", "nil"]),
            ("local seam = {}; seam.x()", ["nil"]),
            ("a[1].b(); (f)(); t:m()", ["nil", "nil", "nil"]),
            ("for g in f() do if g.x() then return h(function() i() end) end end", ["f", "nil", "h", "i"]),
        ],
    )
    func `calls are found with their global paths`(source: String, paths: [String]) throws {
        let tree = try #require(LuaParser.parse(source).tree)
        #expect(tree.calls.map { $0.globalPath ?? "nil" } == paths)
    }

    @Test func `a call tells its parts`() throws {
        let tree = try #require(LuaParser.parse("x = a.b:c{ d = 1 }(2).e'f'").tree)
        #expect(tree.calls.map { "\($0.range)" } == ["1:5-1:19", "1:5-1:22", "1:5-1:27"])
        #expect(tree.calls.map { $0.method?.text } == ["c", nil, nil])
        #expect(tree.calls.map { $0.base?.name.text } == ["a", "a", "a"])
        #expect(tree.calls.map { $0.fields?.map(\.text) } == [["b"], nil, nil])
        #expect(tree.calls.map(\.arguments.form) == [.table, .parentheses, .string])
        #expect(tree.calls.map { "\($0.arguments.range)" } == ["1:10-1:19", "1:19-1:22", "1:24-1:27"])
    }
}
