/// The bytes of a table as UTF-8, a part at a time.
final class CSVSource {
    /// How much is read before the first part is given, so that it shows what the table looks like.
    private static let headSize = 1 << 16

    private let read: () throws(LuaError) -> [UInt8]?
    private let rule: CSVEncoding.Rule
    private var mark: CSVEncoding.Mark?
    private var waiting: [UInt8]?
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    /// Makes a source over parts of a file or a text.
    init(_ rule: CSVEncoding.Rule, read: @escaping () throws(LuaError) -> [UInt8]?) {
        self.rule = rule
        self.read = read
    }

    /// The first part, 64 KB and more where the table has them, and whether that is all; `next` gives it as well.
    /// - Throws: `script_error` that says what is wrong with the encoding.
    func head() throws(LuaError) -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        var isWhole = false
        while bytes.count < Self.headSize, !isWhole {
            if let part = try read() { bytes += part } else { isWhole = true }
        }
        let mark = CSVEncoding.mark(of: bytes, isWhole: isWhole, rule)
        self.mark = mark
        let head = try decoded(Array(bytes.dropFirst(mark.size)), mark)
        waiting = head
        return (head, isWhole)
    }

    /// The next part, nil at the end.
    /// - Throws: `script_error` that says what is wrong with the encoding.
    func next() throws(LuaError) -> [UInt8]? {
        if mark == nil { _ = try head() }
        if let part = waiting.take(), !part.isEmpty { return part }
        guard let mark, let part = try read() else {
            guard oddByte == nil, highSurrogate == nil else {
                throw LuaError("the text ends inside a UTF-16 character")
            }
            return nil
        }
        return try decoded(part, mark)
    }

    private func decoded(_ part: [UInt8], _ mark: CSVEncoding.Mark) throws(LuaError) -> [UInt8] {
        switch mark.encoding {
        case .utf8: part
        case .latin1: Self.widen(part) { UInt32($0) }
        case .windows1252: Self.widen(part, Self.windows1252)
        case .utf16: try fromUTF16(part, isLittleEndian: mark.isLittleEndian)
        }
    }

    private static func widen(_ part: [UInt8], _ point: (UInt8) -> UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count + part.count / 8)
        for byte in part {
            if byte < 0x80 { bytes.append(byte) } else { append(point(byte), to: &bytes) }
        }
        return bytes
    }

    /// The WHATWG table of windows-1252 between 0x80 and 0x9F; above it is latin-1.
    private static func windows1252(_ byte: UInt8) -> UInt32 {
        let table: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
            0x17D,
            0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153,
            0x9D,
            0x17E, 0x178,
        ]
        return byte < 0xA0 ? table[Int(byte - 0x80)] : UInt32(byte)
    }

    private func fromUTF16(_ part: [UInt8], isLittleEndian: Bool) throws(LuaError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        for byte in part {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let (low, high) = isLittleEndian ? (first, byte) : (byte, first)
            try append(unit: UInt16(high) << 8 | UInt16(low), to: &bytes)
        }
        return bytes
    }

    private func append(unit: UInt16, to bytes: inout [UInt8]) throws(LuaError) {
        let isLow = 0xDC00...0xDFFF ~= unit
        if let high = highSurrogate {
            guard isLow else { throw LuaError("it is not valid UTF-16: half of a surrogate pair stands alone") }
            highSurrogate = nil
            return Self.append(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &bytes)
        }
        guard !isLow else { throw LuaError("it is not valid UTF-16: half of a surrogate pair stands alone") }
        if 0xD800...0xDBFF ~= unit { highSurrogate = unit } else { Self.append(UInt32(unit), to: &bytes) }
    }

    private static func append(_ point: UInt32, to bytes: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(point) else { return }
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
