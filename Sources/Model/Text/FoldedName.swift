/// A name as it is compared: in small letters, with single spaces, and without what has no width.
///
/// Equal forms of Unicode are equal: an accent may be a letter of its own or a part of one.
package struct FoldedName: Hashable, Sendable {
    /// The folded text.
    package let text: String

    /// Folds a name.
    package init(_ name: String) {
        if let plain = Self.folded(ascii: name) {
            text = plain
            return
        }
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where !HiddenScalars.isZeroWidth(scalar) { scalars.append(scalar) }
        // Up and down again: then the two small forms of a letter, such as those of sigma, are one.
        let folded = String(scalars).uppercased().lowercased()
        text = folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The same of a name that has ASCII only, as most have; nil for another one.
    ///
    /// A search folds every name of a workspace.
    private static func folded(ascii name: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            switch byte {
            case 0x80...: return nil
            case 0x09...0x0D, 0x20: if bytes.last != 0x20, !bytes.isEmpty { bytes.append(0x20) }
            case 0x41...0x5A: bytes.append(byte + 0x20)
            default: bytes.append(byte)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { text.isEmpty }

    /// Whether it has a `*`, which stands for any text in a pattern.
    package var hasStar: Bool { text.contains("*") }

    /// Whether it is the whole of a name, or its first whole words.
    package func begins(_ name: FoldedName) -> Bool {
        name.text == text || name.text.hasPrefix(text + " ")
    }

    /// Whether it fits a name as a pattern, in which `*` stands for any text.
    package func fits(_ name: FoldedName) -> Bool {
        NamePattern(text).matches(name.text)
    }

    /// The first word.
    package var firstWord: String { String(text.prefix { $0 != " " }) }

    /// Whether it is a number of three digits and more, as bookings have it behind their letters.
    package var isNumber: Bool { text.count >= 3 && text.allSatisfy { $0.isASCII && $0.isNumber } }

    /// The number at the end of the first word, behind the letters before it: `8815` of `bk-8815 ito`.
    package var numberBehindLetters: String? {
        let number = firstWord.drop { !($0.isASCII && $0.isNumber) }
        guard number.count < firstWord.count, FoldedName(String(number)).isNumber else { return nil }
        return String(number)
    }
}
