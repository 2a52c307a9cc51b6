import LuaSyntax
import Testing

struct RangeTests {
    @Test(
        arguments: [
            (
                "local a = b + c * 2",
                ["local a = b + c * 2", "b + c * 2", "b", "c * 2", "c", "2"]
            ),
            (
                "f ( a.b [ 1 ] : c { } ) ; -- d",
                ["f ( a.b [ 1 ] : c { } )", "f ( a.b [ 1 ] : c { } )", "f", "a.b [ 1 ] : c { }", "a", "1", "{ }", ";"]
            ),
            (
                "if a then b() else return ( c ) ; end",
                [
                    "if a then b() else return ( c ) ; end", "a", "b()", "b()", "b()", "b", "return ( c ) ;",
                    "return ( c ) ;", "( c )", "c",
                ]
            ),
            (
                "t = { x = 1, [k] = - 2, ... }",
                ["t = { x = 1, [k] = - 2, ... }", "t", "{ x = 1, [k] = - 2, ... }", "1", "k", "- 2", "2", "..."]
            ),
            (
                "repeat goto z ; ::z:: until function ( ) end",
                [
                    "repeat goto z ; ::z:: until function ( ) end", "goto z ; ::z::", "goto z", ";", "::z::",
                    "function ( ) end", "",
                ]
            ),
            (
                "for i = 1 , 2 do break end",
                ["for i = 1 , 2 do break end", "1", "2", "break", "break"]
            ),
        ],
    )
    func `every node covers its own text`(source: String, texts: [String]) throws {
        let tree = try #require(LuaParser.parse(source).tree)
        let bytes = Array(source.utf8)
        var covered: [String] = []
        tree.walk { covered.append(String(decoding: bytes[$0.range.offsets], as: UTF8.self)) }
        #expect(Array(covered.dropFirst()) == texts)
    }

    @Test func `parts stay within their wholes and in order`() throws {
        let source = """
            local function f(a, ...)
                for k, v in pairs(a) do t[k] = v:m{ x = k .. 1 } end
                while not a do repeat a = #a ~ 2 until a > 3 end
                return function() if a then return a elseif b then else c() end end, (...)
            end
            """
        let tree = try #require(LuaParser.parse(source).tree)
        var nodes = 0
        tree.walk { node in
            nodes += 1
            var end = node.range.start
            for child in node.children {
                #expect(child.range.start >= end)
                #expect(child.range.end <= node.range.end)
                end = child.range.end
            }
        }
        #expect(nodes == 49)
    }

    @Test func `a range contains its first byte and not its end`() {
        let start = SourcePosition(offset: 2, line: 1, column: 3)
        let range = SourceRange(start: start, end: SourcePosition(offset: 4, line: 1, column: 5))
        #expect((1...4).map(range.contains(offset:)) == [false, true, true, false])
    }
}
