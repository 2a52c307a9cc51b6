/// Decisions read from the fuzzer's bytes; after the last one every decision is the first alternative.
struct Choices {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        bytes = UnsafeBufferPointer(start: start, count: count)
    }

    /// Whether all bytes were used.
    var isAtEnd: Bool { offset >= bytes.count }

    /// The bytes that were not used yet.
    var rest: [UInt8] { Array(bytes[min(offset, bytes.count)...]) }

    /// The next byte, 0 after the last one.
    mutating func byte() -> UInt8 {
        guard !isAtEnd else { return 0 }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A number below `count`.
    mutating func number(below count: Int) -> Int {
        Int(byte()) % count
    }

    /// One of the elements.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(below: elements.count)]
    }

    /// Eight bytes as one number.
    mutating func word() -> Int64 {
        var word: UInt64 = 0
        for _ in 0..<8 { word = word << 8 | UInt64(byte()) }
        return Int64(bitPattern: word)
    }

    /// So many of the next bytes, fewer at the end.
    mutating func bytes(upTo count: Int) -> [UInt8] {
        let end = min(offset + count, bytes.count)
        defer { offset = max(offset, end) }
        return Array(bytes[min(offset, end)..<end])
    }
}
