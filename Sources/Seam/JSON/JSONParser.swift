/// A parser of one JSON text (RFC 8259) that lies in memory as bytes.
///
/// Safe because every read goes through `byte(at:)`, `word(at:)` or `bytes(_:_:)`, whose callers have compared the
/// position with `count`, and because it never outlives the `withUnsafe…` call that made it.
@safe struct JSONParser {
    static let depthLimit = 512

    private let base: UnsafeRawPointer
    let count: Int
    var position = 0
    private var depth = 0
    /// Whether a key that comes twice in an object is a fault; else its last value counts, as in most parsers.
    private var refusesRepeatedKeys = false
    private var keys: JSONKeyCache
    /// The size of the last object at each of the upper levels: a list's elements mostly have the same keys.
    private var sizes = [Int](repeating: 0, count: 16)

    @unsafe init(base: UnsafeRawPointer, count: Int) {
        unsafe self.base = base
        self.count = count
        keys = JSONKeyCache(textLength: count)
    }

    /// Reads the one value that the bytes hold.
    ///
    /// - Throws: ``JSONError`` with the byte offset.
    static func parse(
        _ bytes: UnsafeRawBufferPointer,
        refusingRepeatedKeys: Bool = false,
    ) throws(JSONError) -> JSONValue {
        guard let base = bytes.baseAddress, bytes.count > 0 else {
            throw JSONError(.syntax, "the text is empty", at: 0)
        }
        var parser = unsafe JSONParser(base: base, count: bytes.count)
        parser.refusesRepeatedKeys = refusingRepeatedKeys
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == parser.count else { throw parser.fault("text after the value") }
        return value
    }

    mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        guard position < count else { throw fault("the text ends where a value is needed") }
        switch byte(at: position) {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""):
            position += 1
            return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("unexpected character where a value is needed")
        }
    }

    mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard start + index < count, unsafe byte(at: start + index) == word.utf8Start[index] else {
                throw fault("unexpected word")
            }
        }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        try descend()
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return ascend(.array(elements)) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            if take(UInt8(ascii: "]")) { return ascend(.array(elements)) }
            throw fault("expected , or ] in an array")
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        try descend()
        let level = min(depth, sizes.count - 1)
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return ascend(.object(members)) }
        members.reserveCapacity(min(sizes[level], count - position))
        while true {
            skipSpace()
            guard take(UInt8(ascii: "\"")) else { throw fault("expected a key in quotes") }
            let key = try key()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("expected : after a key") }
            if refusesRepeatedKeys, members[key] != nil {
                throw JSONError(.repeatedKey, "the key \"\(key)\" comes twice in one object", at: position)
            }
            members[key] = try value()
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw fault("expected , or } in an object") }
            sizes[level] = members.count
            return ascend(.object(members))
        }
    }

    mutating func key() throws(JSONError) -> String {
        let start = position
        let scan = try scanPlain()
        guard scan.endsString, scan.isASCII, position - start <= JSONKeyCache.longestKey else {
            position = start
            return try string()
        }
        defer { position += 1 }
        let key = unsafe bytes(start, position)
        if let known = unsafe keys.find(key, in: base) { return known }
        let text = unsafe String(decoding: key, as: UTF8.self)
        unsafe keys.insert(text, at: start, key)
        return text
    }

    mutating func descend() throws(JSONError) {
        guard depth < Self.depthLimit else {
            throw JSONError(.tooDeep, "nested deeper than \(Self.depthLimit) levels", at: position)
        }
        depth += 1
        position += 1
    }

    private mutating func ascend(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    mutating func ascend() {
        depth -= 1
    }

    mutating func skipSpace() {
        while position < count {
            switch byte(at: position) {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    mutating func take(_ wanted: UInt8) -> Bool {
        guard position < count, byte(at: position) == wanted else { return false }
        position += 1
        return true
    }

    func fault(_ message: String) -> JSONError {
        JSONError(.syntax, message, at: position)
    }

    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes at once; the caller has made sure that they exist.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @unsafe func bytes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: base + start, count: end - start)
    }
}
