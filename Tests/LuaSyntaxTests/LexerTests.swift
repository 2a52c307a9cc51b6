import LuaSyntax
import Testing

struct LexerTests {
    @Test func `tokens carry lines, byte columns and offsets`() throws {
        let tokens = try tokens("\tlocal x = 'ü'\r\n  x//=y")
        #expect(
            tokens.map { "\($0.range) \($0.range.offsets)" } == [
                "1:2-1:7 1..<6",
                "1:8-1:9 7..<8",
                "1:10-1:11 9..<10",
                "1:12-1:16 11..<15",
                "2:3-2:4 19..<20",
                "2:4-2:6 20..<22",
                "2:6-2:7 22..<23",
                "2:7-2:8 23..<24",
                "2:8-2:8 24..<24",
            ]
        )
    }

    @Test(arguments: [("a\nb", 2), ("a\rb", 2), ("a\r\nb", 2), ("a\n\rb", 2), ("a\n\nb", 3), ("a\r\n\r\nb", 3)])
    func `a pair of line ends is one line`(source: String, line: Int) throws {
        #expect(try tokens(source).map(\.range.start.line) == [1, line, line])
    }

    @Test func `every symbol is read as the longest one`() throws {
        for symbol in Symbol.allCases {
            #expect(try tokens(" " + symbol.rawValue).map(\.kind) == [.symbol(symbol), .end])
        }
        let kinds = try tokens("a...b..c.d::e:f~==~<<=>>=").map(\.kind)
        let symbols = kinds.compactMap { kind in
            guard case .symbol(let symbol) = kind else { return nil as String? }
            return symbol.rawValue
        }
        #expect(symbols == ["...", "..", ".", "::", ":", "~=", "=", "~", "<<", "=", ">>", "="])
    }

    @Test func `every keyword is a keyword and nothing longer is`() throws {
        #expect(Keyword.allCases.count == 22)
        for keyword in Keyword.allCases {
            let kinds = try tokens("\(keyword.rawValue) \(keyword.rawValue)_ _\(keyword.rawValue)").map(\.kind)
            #expect(kinds.prefix(1) == [.keyword(keyword)])
            #expect(kinds.dropFirst().prefix(2) == [.name(keyword.rawValue + "_"), .name("_" + keyword.rawValue)])
        }
    }

    @Test(
        arguments: [
            (#"'\a\b\f\n\r\t\v\\\"\''"#, [7, 8, 12, 10, 13, 9, 11, 92, 34, 39]),
            (#"'\x41\65\065\0650'"#, [65, 65, 65, 65, 48]),
            (#"'\u{48}\u{20AC}\u{10FFFF}'"#, [0x48, 0xE2, 0x82, 0xAC, 0xF4, 0x8F, 0xBF, 0xBF]),
            (#"'\u{7FF}\u{1FFFFF}'"#, [0xDF, 0xBF, 0xF7, 0xBF, 0xBF, 0xBF]),
            (#"'\u{3FFFFFF}\u{7FFFFFFF}'"#, [0xFB, 0xBF, 0xBF, 0xBF, 0xBF, 0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF]),
            ("'a\\z \n\t b\\\r\nc'", [97, 98, 10, 99]),
            ("[[\na\r\nb\n]]", [97, 10, 98, 10]),
            ("[==[]]]=]]==]", [93, 93, 93, 61, 93]),
            ("\"'\"", [39]),
        ] as [(String, [UInt8])],
    )
    func `a string denotes the bytes that Lua makes of it`(source: String, bytes: [UInt8]) throws {
        #expect(try tokens(source).map(\.kind) == [.string(bytes), .end])
    }

    @Test(
        arguments: [
            ("0", .integer(0)),
            ("0087", .integer(87)),
            ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .float(9_223_372_036_854_775_808)),
            ("0xFf", .integer(255)),
            ("0xffffffffffffffff", .integer(-1)),
            ("0x10000000000000002", .integer(2)),
            ("3.", .float(3)),
            (".5", .float(0.5)),
            ("1e2", .float(100)),
            ("1E-2", .float(0.01)),
            ("1e400", .float(.infinity)),
            ("0x.8p1", .float(1)),
            ("0xA.", .float(10)),
            ("0x1P-2", .float(0.25)),
        ] as [(String, Token.Kind)],
    )
    func `a numeral has the value and subtype that Lua gives it`(source: String, kind: Token.Kind) throws {
        #expect(try tokens(source).map(\.kind) == [kind, .end])
    }

    @Test(arguments: ["0x", "0xg", "1e", "1e+", "1p2", "0x1p", "3x", "1..2", "1.2.3", ".5.", "0x.p1", "08a", "1_000"])
    func `a malformed numeral is refused whole`(source: String) {
        #expect(throws: SyntaxError.self) { try tokens(source) }
        #expect(LuaParser.parse("x = " + source).error?.code == .malformedNumber)
    }

    @Test func `a hexadecimal e is a digit, not an exponent`() throws {
        #expect(try tokens("0xe+1").map(\.kind) == [.integer(14), .symbol(.plus), .integer(1), .end])
    }

    @Test func `a hash starts a shebang only in files`() throws {
        #expect(try tokens("#t\nx").map(\.kind) == [.name("x"), .end])
        var lexer = Lexer(Array("#t".utf8), firstLine: .isCode)
        #expect(try lexer.next().kind == .symbol(.hash))
    }

    @Test func `a byte order mark takes no column`() throws {
        let token = try tokens("\u{FEFF}x")[0]
        #expect(token.range.start == SourcePosition(offset: 3, line: 1, column: 1))
    }

    private func tokens(_ source: String) throws -> [Token] {
        var lexer = Lexer(Array(source.utf8))
        var tokens: [Token] = []
        repeat {
            tokens.append(try lexer.next())
        } while tokens.last?.kind != .end
        return tokens
    }
}
