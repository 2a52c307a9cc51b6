/// Makes lines of what is written in parts.
struct LineBuffer {
    private var pending: [UInt8] = []

    /// Adds a part, and answers the lines that it completes, without their ends.
    mutating func add(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(completed(by: rest[..<end]))
            rest = rest[(end + 1)...]
        }
        pending.append(contentsOf: rest)
        return lines
    }

    /// The line that ends with these bytes.
    mutating func completed(by bytes: Slice<UnsafeRawBufferPointer>) -> String {
        guard !pending.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        pending.append(contentsOf: bytes)
        defer { pending.removeAll() }
        return String(decoding: pending, as: UTF8.self)
    }

    /// The line that was begun and never ended, nil where there is none.
    mutating func takeRest() -> String? {
        guard !pending.isEmpty else { return nil }
        defer { pending.removeAll() }
        return String(decoding: pending, as: UTF8.self)
    }
}
