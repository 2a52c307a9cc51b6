import LuaSyntax
import Testing

struct ScopeTests {
    @Test(
        arguments: [
            ("print(x)", "print:global x:global"),
            ("local a; b = a", "b:global a:local0"),
            ("local a = a", "a:global"),
            ("local function f() return f end", "f:upvalue0"),
            ("local f = function() return f end", "f:global"),
            ("local a; do local a; x = a end x = a", "x:global a:local1 x:global a:local0"),
            ("local a; function f() return function() return a end end", "a:upvalue0"),
            ("for i = i, 2 do f(i) end f(i)", "i:global f:global i:local0 f:global i:global"),
            ("for k in pairs(k) do f(k) end", "pairs:global k:global f:global k:local0"),
            ("repeat local a until a", "a:local0"),
            ("while a do local a end f(a)", "a:global f:global a:global"),
            ("function t:m() return self end", "self:local0"),
            ("function t.m() return self end", "self:global"),
            ("local _ENV = {}; x = y", "x:field0 y:field0"),
            ("local function f(_ENV) return x, _ENV end", "x:field1 _ENV:local1"),
        ],
    )
    func `names refer to what the scopes say`(source: String, bindings: String) throws {
        let tree = try #require(LuaParser.parse(source).tree)
        #expect(Self.bindings(in: tree) == bindings)
    }

    @Test func `declarations say where, how and with which attribute`() throws {
        let source = "local a <const>, b = 1\nfunction t:m(c) end local function d() end for e in f do end"
        let tree = try #require(LuaParser.parse(source).tree)
        #expect(tree.declarations.map(\.id) == Array(0..<6))
        #expect(tree.declarations.map(\.name.text) == ["a", "b", "self", "c", "d", "e"])
        #expect(
            tree.declarations.map { "\($0.name.range)" } == [
                "1:7-1:8", "1:18-1:19", "2:12-2:13", "2:14-2:15", "2:36-2:37", "2:48-2:49",
            ]
        )
        #expect(
            tree.declarations.map(\.kind) == [.variable, .variable, .parameter, .parameter, .function, .loop]
        )
        #expect(tree.declarations.map(\.attribute) == [.const, nil, nil, nil, nil, nil])
    }

    private static func bindings(in tree: SyntaxTree) -> String {
        var texts: [String] = []
        tree.walk { node in
            guard case .expression(let expression) = node, case .name(let reference) = expression.kind else { return }
            let binding =
                switch reference.binding {
                case .global: "global"
                case .field(let environment): "field\(environment)"
                case .local(let id): "local\(id)"
                case .upvalue(let id): "upvalue\(id)"
                }
            texts.append("\(reference.name.text):\(binding)")
        }
        return texts.joined(separator: " ")
    }
}
