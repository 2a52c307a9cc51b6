/// How many columns of a terminal a text takes.
///
/// East Asian wide characters and most emoji take two (Unicode Standard Annex 11), combining ones take none.
package enum TextWidth {
    /// The columns of a text.
    package static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The columns of a character: those of its widest scalar.
    package static func of(_ character: Character) -> Int {
        if character.unicodeScalars.contains("\u{FE0F}"), character.unicodeScalars.first?.properties.isEmoji == true {
            return 2
        }
        // The half-wide marks of voice, as in `ﾃﾞ`, belong to the letter before and take a column of their own.
        let marks = character.unicodeScalars.dropFirst().count { $0 == "\u{FF9E}" || $0 == "\u{FF9F}" }
        return (character.unicodeScalars.map(of).max() ?? 0) + marks
    }

    /// The longest beginning of a text that fits into some columns.
    package static func prefix(_ text: String, _ columns: Int) -> String {
        var left = columns
        return String(
            text.prefix { character in
                left -= of(character)
                return left >= 0
            }
        )
    }

    /// The text, or its beginning with `…` behind it where it does not fit.
    package static func cut(_ text: String, to columns: Int) -> String {
        of(text) <= columns ? text : prefix(text, columns - 1) + "…"
    }

    /// The text with spaces behind it up to some columns.
    package static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - of(text)))
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
        0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF,
        0x20000...0x3FFFD,
    ]

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
}

extension String {
    /// The text with spaces behind it up to a number of columns.
    package func padded(to width: Int) -> String { TextWidth.padded(self, to: width) }
}
