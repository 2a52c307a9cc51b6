import LuaSyntax
import Testing

struct LimitTests {
    /// A text that repeats its parts, and the count from which `luac` refuses it.
    struct Pile: Sendable, CustomTestStringConvertible {
        var start = ""
        let opening: String
        var middle = ""
        var closing = ""
        let firstRefused: Int
        var code = SyntaxError.Code.tooDeep

        var testDescription: String { start + opening }

        func source(_ count: Int) -> String {
            start + String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
        }
    }

    @Test(
        arguments: [
            Pile(start: "x=", opening: "(", middle: "1", closing: ")", firstRefused: 197),
            Pile(start: "x=", opening: "- ", middle: "1", firstRefused: 197),
            Pile(start: "x=", opening: "{", closing: "}", firstRefused: 198),
            Pile(start: "x=1", opening: "^1", firstRefused: 197),
            Pile(start: "x=a", opening: "..a", firstRefused: 197),
            Pile(start: "a", opening: ",a", middle: "=1", firstRefused: 197),
            Pile(opening: "do ", closing: "end ", firstRefused: 199),
            Pile(opening: "if x then ", closing: "end ", firstRefused: 198),
            Pile(start: "x=", opening: "function() return ", middle: "1 ", closing: "end ", firstRefused: 99),
            Pile(opening: "f(", closing: ")", firstRefused: 199),
            Pile(opening: "for i=1,2 do ", closing: "end ", firstRefused: 51, code: .tooManyLocals),
            Pile(opening: "local a ", firstRefused: 201, code: .tooManyLocals),
            Pile(start: "function f(a", opening: ",a", middle: ") end", firstRefused: 200, code: .tooManyLocals),
            Pile(start: "f(1", opening: ",1", middle: ")", firstRefused: 253, code: .tooManyRegisters),
            Pile(start: "return 1", opening: ",1", firstRefused: 254, code: .tooManyRegisters),
        ],
    )
    func `nesting and lists end where liblua ends them`(pile: Pile) {
        #expect(LuaParser.parse(pile.source(pile.firstRefused - 1)).error == nil)
        #expect(LuaParser.parse(pile.source(pile.firstRefused)).error?.code == pile.code)
    }

    @Test(
        arguments: [
            Pile(start: "x=", opening: "(", firstRefused: 0),
            Pile(start: "x=", opening: "{", firstRefused: 0),
            Pile(start: "x=", opening: "not ", firstRefused: 0),
            Pile(opening: "do ", firstRefused: 0),
            Pile(opening: "function f() ", firstRefused: 0),
            Pile(opening: "::a::", firstRefused: 0),
        ],
    )
    func `a hostile text is refused without harm`(pile: Pile) {
        #expect(LuaParser.parse(pile.source(200_000)).error?.code == .tooDeep)
    }

    @Test(
        arguments: [
            Pile(start: "x=1", opening: "+1", firstRefused: 0),
            Pile(start: "x=a", opening: ".a", firstRefused: 0),
            Pile(start: "f", opening: "()", firstRefused: 0),
            Pile(start: "if x then ", opening: "elseif x then ", middle: "end", firstRefused: 0),
            Pile(start: "x={", opening: "1,", middle: "}", firstRefused: 0),
            Pile(opening: "x=1 ", firstRefused: 0),
        ],
    )
    func `a long chain makes no deep tree`(pile: Pile) throws {
        let tree = try #require(LuaParser.parse(pile.source(50_000)).tree)
        var nodes = 0
        tree.walk { _ in nodes += 1 }
        #expect(nodes >= 2)
    }

    @Test func `a function takes at most 255 outer variables`() {
        func source(_ used: Int) -> String {
            let outer = (0..<150).map { "local a\($0) " }.joined()
            let inner = (0..<150).map { "local b\($0) " }.joined()
            let names = ((0..<150).map { "a\($0)" } + (0..<150).map { "b\($0)" }).prefix(used)
            let uses = names.map { "\($0)=1 " }.joined()
            return outer + "local function f() " + inner + "return function() " + uses + "end end"
        }
        #expect(LuaParser.parse(source(255)).error == nil)
        #expect(LuaParser.parse(source(256)).error?.code == .tooManyUpvalues)
    }
}
