/// The parts of a TZif file, to build good and bad ones for tests (RFC 9636 section 3).
struct ZoneFileBytes {
    struct Kind {
        let seconds: Int32
        var isDaylight = false
        var nameIndex: UInt8 = 0
    }

    var version: UInt8 = 0x32
    var transitions: [(seconds: Int64, kind: UInt8)] = []
    var kinds: [Kind] = []
    var names = "STD\0DST\0"
    var leapSeconds = 0
    var footer: String? = ""

    /// The file's bytes: a 32-bit block, and from version 2 on a 64-bit block and the footer.
    var bytes: [UInt8] {
        guard version >= 0x32 else { return block(timeSize: 4) }
        var first = self
        first.transitions = []
        first.leapSeconds = 0
        let tail = footer.map { "\n\($0)\n" } ?? ""
        return first.block(timeSize: 4) + block(timeSize: 8) + Array(tail.utf8)
    }

    private func block(timeSize: Int) -> [UInt8] {
        var result = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leapSeconds, transitions.count, kinds.count, names.utf8.count] {
            result += bigEndian(Int64(count), size: 4)
        }
        result += transitions.flatMap { bigEndian($0.seconds, size: timeSize) }
        result += transitions.map(\.kind)
        for kind in kinds {
            result += bigEndian(Int64(kind.seconds), size: 4) + [kind.isDaylight ? 1 : 0, kind.nameIndex]
        }
        return result + Array(names.utf8) + [UInt8](repeating: 0, count: leapSeconds * (timeSize + 4))
    }

    private func bigEndian(_ value: Int64, size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
    }
}
