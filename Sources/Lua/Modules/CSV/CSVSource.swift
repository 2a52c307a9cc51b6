/// The encodings that a table file may have.
enum CSVEncoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"
}

/// The bytes of a table as UTF-8, a part at a time.
final class CSVSource {
    private let read: () throws(LuaError) -> [UInt8]?
    private let encoding: CSVEncoding
    private var isFirst = true
    private var isLittleEndian = true
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?

    /// Makes a source over parts of a file or a text.
    init(_ encoding: CSVEncoding, read: @escaping () throws(LuaError) -> [UInt8]?) {
        self.encoding = encoding
        self.read = read
    }

    /// The next part, nil at the end.
    /// - Throws: `script_error` that says what is wrong with the encoding.
    func next() throws(LuaError) -> [UInt8]? {
        guard let part = try read() else {
            guard oddByte == nil, highSurrogate == nil else {
                throw LuaError("the text ends inside a UTF-16 character")
            }
            return nil
        }
        defer { isFirst = false }
        switch encoding {
        case .utf8: return try withoutMark(part)
        case .latin1: return Self.widen(part) { UInt32($0) }
        case .windows1252: return Self.widen(part, Self.windows1252)
        case .utf16: return try fromUTF16(part)
        }
    }

    private func withoutMark(_ part: [UInt8]) throws(LuaError) -> [UInt8] {
        guard isFirst else { return part }
        if part.starts(with: [0xFF, 0xFE]) || part.starts(with: [0xFE, 0xFF]) {
            throw LuaError("the file is UTF-16; say so with { encoding = \"utf-16\" }")
        }
        return part.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(part.dropFirst(3)) : part
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

    private func fromUTF16(_ part: [UInt8]) throws(LuaError) -> [UInt8] {
        var part = part[...]
        if isFirst, part.starts(with: [0xFE, 0xFF]) { isLittleEndian = false }
        if isFirst, part.starts(with: [0xFE, 0xFF]) || part.starts(with: [0xFF, 0xFE]) { part = part.dropFirst(2) }
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
