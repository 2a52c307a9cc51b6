import Seam
import Testing

struct JSONTests {
    @Test(
        arguments: [
            ("null", .null), (" true\n", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            ("-9223372036854775809", .double(-9.2233720368547758e18)),
            ("9007199254740993", .int(9_007_199_254_740_993)), ("1.5", 1.5), ("1e3", 1000.0), ("-2.5E-3", -0.0025),
            ("1.0", 1.0),
            (#""""#, ""), (#""abc""#, "abc"), (#""a longer text of plain letters""#, "a longer text of plain letters"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC\ud83d\ude00""#, "é€😀"),
            (#""é€😀""#, "é€😀"),
            (#""\u0000x""#, "\0x"), (#""e\u0301""#, "e\u{301}"), ("[]", []), ("[1,[2 , 3]]", [1, [2, 3]]), ("{}", [:]),
            (#"{"a":{"b":[{"c":null}]}}"#, ["a": ["b": [["c": nil]]]]), (#"{"a":1,"a":2}"#, ["a": 2]),
            (#"{"a":1,"\u0061":2}"#, ["a": 2]),
            (#"[{"common_code_key":1},{"common_code_key":2}]"#, [["common_code_key": 1], ["common_code_key": 2]]),
        ] as [(String, JSONValue)]
    )
    func `a text is read`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        ("", 0), (" ", 1), ("nul", 0), ("nulL", 0), ("True", 0), ("01", 0), ("-", 1), ("+1", 0), ("1.", 2), (".5", 0),
        ("1e", 2), ("1e+", 3), ("0x1", 1), ("NaN", 0), ("Infinity", 0), ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("[1", 2),
        ("{", 1), ("{a:1}", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1,}"#, 7), (#"{"a":1"#, 6), (#"{"a""#, 4),
        (#""abc"#, 4), (#""\x""#, 2), (#""\u12""#, 5), (#""\u12G4""#, 5), (#""\"#, 2), ("\"a\nb\"", 2), ("1 2", 2),
        ("{} x", 3), ("'a'", 0), ("[1]/**/", 3), ("\u{FEFF}1", 0),
    ])
    func `a text that is not JSON is refused with its place`(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.code == .syntax)
        #expect(error?.offset == offset)
    }

    @Test(arguments: [
        #""\ud83d""#, #""\ud83dx""#, #""\ude00""#, #""\ud83d\u0041""#, #""\ud83d\ud83d""#,
    ])
    func `half of a surrogate pair is refused`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.code == .invalidText)
        #expect(error?.offset == 1)
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused in values, keys and beside escapes`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let texts = [
            [quote] + bytes + [quote],
            Array("{\"".utf8) + bytes + Array("\":1}".utf8),
            Array("\"\\n".utf8) + bytes + [quote],
        ]
        for text in texts {
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
            #expect(error?.code == .invalidText)
        }
    }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
    func `512 levels are read and 513 are refused`(open: String, close: String) throws {
        func nested(_ levels: Int) -> String {
            String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
        }
        let deepest = try JSONValue(parsing: nested(512))
        #expect(try JSONValue(parsing: deepest.serialized()) == deepest)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(513)) }
        #expect(error?.code == .tooDeep)
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 1_000_000)) }
    }

    @Test(arguments: ["1e999", "-1e999"])
    func `a number beyond every double is refused`(text: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.code == .invalidNumber)
    }

    @Test(
        arguments: [
            (["b": 1, "a": [true, false, nil], "ab": 1.5], #"{"a":[true,false,null],"ab":1.5,"b":1}"#),
            ("\"\\/\u{1}\u{1F}\n\r\t\u{7F}é😀", "\"\\\"\\\\/\\u0001\\u001f\\n\\r\\t\u{7F}é😀\""),
            (.int(.min), "-9223372036854775808"), (1e300, "1e+300"), (0.1, "0.1"), (1.0, "1.0"), ([], "[]"),
            ([:], "{}"),
        ] as [(JSONValue, String)]
    )
    func `a value is written compactly with sorted keys`(value: JSONValue, text: String) throws {
        #expect(try value.serialized() == text)
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that is not finite is not written`(number: Double) {
        let error = #expect(throws: JSONError.self) { try JSONValue.array([.double(number)]).serialized() }
        #expect(error?.code == .invalidNumber)
        #expect(error?.offset == nil)
    }

    @Test func `strings of every length around a word are read`() throws {
        for length in 0..<40 {
            for special in ["", "\"", "\\", "é", "\u{1}"] {
                let text = String(repeating: "x", count: length) + special + String(repeating: "y", count: 40 - length)
                let value = JSONValue.array([.string(text), .object([text: 1])])
                #expect(try JSONValue(parsing: value.serialized()) == value)
            }
        }
    }

    @Test func `keys that look alike are not mixed up`() throws {
        let keys = (100_000..<103_000).map { "key\($0)" }
        let object = JSONValue.object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .string($0)) }))
        let value = JSONValue.array([object, object])
        #expect(try JSONValue(parsing: value.serialized()) == value)
    }

    @Test func `a cut or a flipped byte never brings down the parser`() throws {
        let text = #"{"a":[1,-2.5e3,"x\u00e9\n",{"b":null,"longer_key_than_eight":true}],"é":"😀"}"#
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(bytes[..<index])) }
            for byte in [0, 0x22, 0x5B, 0x5C, 0x7B, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[index] = byte
                if let value = try? JSONValue(parsing: changed) {
                    #expect(try JSONValue(parsing: value.serialized()) == value)
                }
            }
        }
    }
}
