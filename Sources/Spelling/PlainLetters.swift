/// Letters without their accents, as somebody types them who has no such key.
package enum PlainLetters {
    /// The text with `u` for `ü`, `nguyen` for `nguyễn`, `ss` for `ß`; what has no plain letter stays as it is.
    package static func of(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.reduce(into: "") { $0 += plain($1) }
    }

    /// The text with `ae`, `oe` and `ue` for letters with two dots, as those write them who have none: `mueller` for `müller`.
    package static func spelledOut(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return text.reduce(into: "") { $0 += dotted[$1] ?? plain($1) }
    }

    /// A name as it is compared however it was written: `muller` for `Müller`, `Mueller` and `MULLER`.
    package static func compared(_ text: String) -> String {
        of(text.lowercased()).replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u")
    }

    private static let dotted: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]

    private static func plain(_ letter: Character) -> String {
        if letter.isASCII { return String(letter) }
        if let plain = own[letter] ?? accented[letter] { return plain }
        let scalars = letter.unicodeScalars.filter { $0.properties.canonicalCombiningClass == .notReordered }
        guard scalars.count < letter.unicodeScalars.count, let first = scalars.first else { return String(letter) }
        return accented[Character(first)] ?? String(String.UnicodeScalarView(scalars))
    }

    /// Letters that are no other letter with a mark.
    private static let own: [Character: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    ]

    /// The marks that European and Vietnamese names have above, below and beside their letters.
    private static let marks: [Unicode.Scalar] = [
        "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{309}", "\u{30A}",
        "\u{30B}", "\u{30C}", "\u{31B}", "\u{323}", "\u{326}", "\u{327}", "\u{328}", "\u{331}",
    ]

    /// Small letters with one mark or two, in whichever form: characters that are equal by Unicode's rules are one key.
    private static let accented: [Character: String] = {
        var table: [Character: String] = [:]
        for letter in "abcdefghijklmnopqrstuvwxyz".unicodeScalars {
            for first in marks {
                table[character(letter, [first])] = String(letter)
                guard "aeiouy".unicodeScalars.contains(letter) else { continue }
                for second in marks { table[character(letter, [first, second])] = String(letter) }
            }
        }
        return table
    }()

    private static func character(_ letter: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> Character {
        Character(String(String.UnicodeScalarView([letter] + marks)))
    }
}
