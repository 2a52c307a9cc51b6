internal import Model

/// A target where it stands in the order of names, and then of keys and ids.
struct NamedTarget: Comparable {
    let target: Row.Target
    private let name: String
    /// The first sixteen bytes of a name of ASCII letters, by which most are told apart; nil for another name.
    private let head: (UInt64, UInt64)?

    init(_ target: Row.Target, _ name: String) {
        self.target = target
        self.name = name
        var bytes: (UInt64, UInt64) = (0, 0)
        var (count, isPlain) = (0, true)
        for byte in name.utf8 {
            isPlain = isPlain && byte < 0x80
            if count < 8 {
                bytes.0 |= UInt64(byte) << UInt64(56 - 8 * count)
            } else if count < 16 {
                bytes.1 |= UInt64(byte) << UInt64(120 - 8 * count)
            }
            count += 1
        }
        head = isPlain ? bytes : nil
    }

    static func == (left: Self, right: Self) -> Bool { left.name == right.name && left.target == right.target }

    static func < (left: Self, right: Self) -> Bool {
        // The bytes of ASCII are in the order of the letters; of others the order is that of the texts.
        if let mine = left.head, let other = right.head, mine != other { return mine < other }
        return left.name == right.name
            ? left.target.identifier < right.target.identifier : left.name < right.name
    }
}
