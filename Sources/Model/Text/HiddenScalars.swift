/// Scalars that act on a terminal, or on the reading of what stands around them, instead of being seen.
package enum HiddenScalars {
    /// Whether a scalar can move the cursor, begin a line, start a terminal's command or turn the order of the letters.
    ///
    /// The controls of ASCII and Latin-1, the line separators of Unicode, and the marks of its bidirectional algorithm
    /// (Unicode Standard Annex 9).
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a scalar takes no width and joins or parts what stands around it.
    package static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200D, 0x2060, 0xFEFF: true
        default: false
        }
    }

    /// Whether a text may have one of either kind: a look at its bytes, with false alarms and without misses.
    static func mayHide(in text: String) -> Bool {
        // C1 begins with C2 in UTF-8, U+061C with D8, all from U+2000 to U+2FFF with E2, U+FEFF with EF.
        text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 || $0 == 0xEF }
    }

    /// A scalar as it can be seen: `\n`, `\r`, `\t`, else `\u{1b}`.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
