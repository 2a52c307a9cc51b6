/// A text of a table cell as numbers, words and what stands between them.
struct WrittenWords {
    /// One piece of the text.
    enum Piece: Equatable {
        /// Digits, with how many there are.
        case number(Int, digits: Int)
        /// Letters, in small letters.
        case word(String)
        /// A mark; white space is none.
        case mark(Character)
    }

    private(set) var pieces: [Piece] = []

    /// Splits a text; one over 64 letters has no pieces, because no date and no time is as long.
    init(_ text: some StringProtocol) {
        var rest = text.lowercased()[...]
        guard rest.count <= 64 else { return }
        while let first = rest.first {
            if first.isDigit {
                let digits = rest.prefix { $0.isDigit }
                // Nine digits and more are no part of a date or a time.
                pieces.append(digits.count > 8 ? .mark("?") : .number(Int(digits) ?? 0, digits: digits.count))
                rest = rest.dropFirst(digits.count)
            } else if first.isLetter {
                let letters = rest.prefix { $0.isLetter }
                pieces.append(.word(String(letters)))
                rest = rest.dropFirst(letters.count)
            } else {
                if !first.isWhitespace { pieces.append(.mark(first)) }
                rest = rest.dropFirst()
            }
        }
    }
}

extension Character {
    /// Whether it is one of 0 to 9.
    fileprivate var isDigit: Bool { "0"..."9" ~= self && isASCII }
}
