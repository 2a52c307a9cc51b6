import Foundation
import Lua
import Testing

/// The json module beside Foundation's reader, on generated texts.
struct JSONDifferentialTests {
    @Test(arguments: 0..<8)
    func `what Lua decodes and encodes reads the same to Foundation`(seed: UInt64) async throws {
        var generator = JSONGenerator(seed: seed)
        let texts = (0..<60).map { _ in generator.text() }
        let state = try LuaState()
        try state.set("json", try state.openJSON())
        let chunk = try state.load(
            "local text = ... return json.encode(json.decode(text, { keep_nulls = true }))",
            name: "test.lua"
        )
        for text in texts {
            let again = try #require(try state.run(chunk, [.string(text)]).first?.text)
            #expect(try Self.object(again) == Self.object(text), "\(text)")
        }
    }

    @Test(arguments: 0..<8)
    func `a damaged text is refused exactly where Foundation refuses it`(seed: UInt64) async throws {
        var generator = JSONGenerator(seed: seed &+ 1000)
        let state = try LuaState()
        try state.set("json", try state.openJSON())
        let chunk = try state.load("return (pcall(json.decode, ...))", name: "test.lua")
        var refusals = 0
        for _ in 0..<150 {
            let bytes = generator.damaged(generator.text())
            guard case .boolean(let accepted)? = try state.run(chunk, [.bytes(bytes)]).first else { continue }
            let foundation = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            #expect(accepted == foundation, "\(String(decoding: bytes, as: UTF8.self))")
            refusals += accepted ? 0 : 1
        }
        #expect(refusals > 50)
    }

    @Test func `every double that is written reads back as itself`() throws {
        var generator = JSONGenerator(seed: 7)
        let state = try LuaState()
        try state.set("json", try state.openJSON())
        let chunk = try state.load("local x = ... local s = json.encode(x) return s, json.decode(s)", name: "test.lua")
        for _ in 0..<3000 {
            let number = generator.double()
            let results = try state.run(chunk, [.number(number)])
            let text = try #require(results.first?.text)
            guard case .number(let again)? = results.last else { throw LuaError("\(text) is no float") }
            #expect(again.bitPattern == number.bitPattern)
            #expect(Double(text)?.bitPattern == number.bitPattern)
            let digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
            #expect(Self.significant(digits) <= Self.significant(Self.digits(of: number)), "\(text)")
        }
    }

    private static func object(_ text: String) throws -> NSObject {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        return try #require(object as? NSObject)
    }

    private static func digits(of number: Double) -> Substring {
        number.description.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
    }

    private static func significant(_ digits: Substring) -> Int {
        var digits = digits
        while digits.last == "0" { digits.removeLast() }
        return digits.count
    }
}

/// Makes texts from a seed (SplitMix64), the same ones on every machine.
struct JSONGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func text() -> String {
        value(depth: 0)
    }

    /// The text with one ASCII byte replaced, removed, or doubled.
    mutating func damaged(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        let index = Int(next() % UInt64(bytes.count))
        guard bytes[index] < 0x80 else { return bytes }
        switch next() % 3 {
        case 0: bytes[index] = Array("{}[]\",:0123456789.-+eE truefalsn\\".utf8)[Int(next() % 33)]
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes[index], at: index)
        }
        return bytes
    }

    /// A finite double of any size.
    mutating func double() -> Double {
        switch next() % 4 {
        case 0: return Double(Int64(bitPattern: next()) >> Int64(next() % 60)) / 1000
        case 1: return Double(bitPattern: next() % (1 << 52))
        default:
            let number = Double(bitPattern: next())
            return number.isFinite ? number : 1.5
        }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func value(depth: Int) -> String {
        switch next() % (depth > 4 ? 6 : 9) {
        case 0: return ["true", "false", "null"][Int(next() % 3)]
        case 1: return String(Int64(bitPattern: next()) >> Int64(next() % 64))
        case 2: return fraction()
        case 3, 4, 5: return string()
        case 6: return "[" + list { $0.value(depth: depth + 1) } + "]"
        default:
            var names = 0
            return "{"
                + list { generator in
                    names += 1
                    return "\"k\(names)\":" + generator.value(depth: depth + 1)
                } + "}"
        }
    }

    private mutating func fraction() -> String {
        let number = Double(Int64(bitPattern: next()) >> 20) / 4096
        return next() % 2 == 0 ? "\(number)" : "\(number / 1e30)"
    }

    private mutating func list(_ element: (inout JSONGenerator) -> String) -> String {
        var elements: [String] = []
        for _ in 0..<(next() % 6) { elements.append(element(&self)) }
        return elements.joined(separator: next() % 2 == 0 ? "," : " ,\n\t")
    }

    private mutating func string() -> String {
        let parts = [
            "a", "BK-88213", "é", "€", "\u{1F600}", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\/", " ",
        ]
        var text = ""
        for _ in 0..<(next() % 8) { text += parts[Int(next() % UInt64(parts.count))] }
        return "\"\(text)\""
    }
}
