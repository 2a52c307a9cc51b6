internal import Spelling

/// What a spreadsheet leaves in cells and nobody sees.
enum CSVCell {
    /// A text without spaces at its ends and without what has no width; a space that does not break is a space.
    static func clean(_ text: String) -> String {
        guard needsCleaning(text.utf8) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isHidden(scalar) {
            scalars.append(isFixedSpace(scalar) ? " " : scalar)
        }
        return trimmed(String(scalars))
    }

    /// The name of a column as it is compared: in small letters, with single spaces for what stands between words.
    static func folded(_ name: String) -> String {
        let isBetween = { (letter: Character) in letter.isWhitespace || "_-.:#/()".contains(letter) }
        return clean(name).lowercased().split(whereSeparator: isBetween).joined(separator: " ")
    }

    /// The ways in which the name of a column may be written: without accents, and with two letters for one with dots.
    static func forms(of name: String) -> Set<String> {
        let folded = folded(name)
        return [PlainLetters.of(folded), PlainLetters.spelledOut(folded)]
    }

    private static func needsCleaning(_ bytes: String.UTF8View) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        return first <= 0x20 || last <= 0x20 || bytes.contains { $0 >= 0x80 }
    }

    /// Zero-width spaces, word joiners, byte order marks inside of a file, and marks of the direction.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isFixedSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xA0 || scalar.value == 0x202F || scalar.value == 0x2007
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
