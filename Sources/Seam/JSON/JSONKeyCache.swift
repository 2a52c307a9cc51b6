/// Remembers the keys of one text, so that a list of equal objects makes each key's string once.
struct JSONKeyCache {
    static let longestKey = 64

    private struct Slot {
        var offset: Int
        var length: Int
        var text: String
    }

    private var slots: [Slot?]

    /// Makes a cache for a text of so many bytes; a short one has few keys twice, and none is remembered.
    init(textLength: Int) {
        slots = textLength < Self.shortestText ? [] : [Slot?](repeating: nil, count: 256)
    }

    private static let shortestText = 2048

    /// The string of a key met before, compared with the bytes where it stood first.
    @unsafe func find(_ key: UnsafeRawBufferPointer, in base: UnsafeRawPointer) -> String? {
        guard !slots.isEmpty, let slot = unsafe slots[Self.index(of: key)], slot.length == key.count else { return nil }
        let first = unsafe UnsafeRawBufferPointer(start: base + slot.offset, count: slot.length)
        for index in 0..<slot.length where unsafe first[index] != key[index] { return nil }
        return slot.text
    }

    /// Keeps a key, in the place of another one that falls into the same slot.
    @unsafe mutating func insert(_ text: String, at offset: Int, _ key: UnsafeRawBufferPointer) {
        guard !slots.isEmpty else { return }
        unsafe slots[Self.index(of: key)] = Slot(offset: offset, length: key.count, text: text)
    }

    private static func index(of key: UnsafeRawBufferPointer) -> Int {
        guard let first = unsafe key.first, let last = unsafe key.last else { return 0 }
        let middle = unsafe key[key.count / 2]
        return (key.count &* 37 ^ Int(first) &* 5 ^ Int(middle) &* 11 ^ Int(last) &* 3) & 255
    }
}
