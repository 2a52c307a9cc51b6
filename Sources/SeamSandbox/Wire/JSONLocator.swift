/// Finds where in a JSON document a value is, for messages about it.
struct JSONLocator {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The offset of the value at a path of names and numbers, or of the last one on the way that is there.
    static func offset(of path: [String], in bytes: [UInt8]) -> Int {
        var locator = JSONLocator(bytes)
        locator.skipSpace()
        for name in path {
            guard locator.enter(name) else { break }
        }
        return locator.position
    }

    /// Line and column, both from 1, of an offset; a column is a character.
    static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        return (line, String(decoding: before[start...], as: UTF8.self).count + 1)
    }

    /// Goes to a member of the value here, or stays.
    private mutating func enter(_ name: String) -> Bool {
        let start = position
        switch bytes[position] {
        case UInt8(ascii: "{"):
            position += 1
            while let key = nextKey() {
                if key == name { return true }
                skipValue()
                skip(UInt8(ascii: ","))
            }
        case UInt8(ascii: "["):
            position += 1
            skipSpace()
            for _ in 0..<(Int(name) ?? 0) {
                skipValue()
                skip(UInt8(ascii: ","))
            }
            if Int(name) != nil { return true }
        default: break
        }
        position = start
        return false
    }

    /// The name of the next member, with the position at its value; nil at the end of an object.
    private mutating func nextKey() -> String? {
        skipSpace()
        guard bytes[position] == UInt8(ascii: "\"") else { return nil }
        let start = position
        skipText()
        let key = JSONParser.parse(Array(bytes[start..<position]))?.text
        skip(UInt8(ascii: ":"))
        return key
    }

    private mutating func skipValue() {
        var depth = 0
        repeat {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipText()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: break
            default:
                while position + 1 < bytes.count, !Self.ends.contains(bytes[position + 1]) { position += 1 }
            }
            position += 1
        } while depth > 0 && position < bytes.count
        skipSpace()
    }

    private mutating func skipText() {
        position += 1
        while bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }

    private mutating func skip(_ byte: UInt8) {
        skipSpace()
        if position < bytes.count, bytes[position] == byte { position += 1 }
        skipSpace()
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private static let ends = Set("]},: \t\r\n".utf8)
}
