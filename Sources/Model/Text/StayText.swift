internal import Spelling

/// What a person types for a stay: the one rule of all commands.
///
/// It is words of the stay's name or of its doors, such as a surname, the number of a booking or a room, each of them
/// whole; a `*` stands for any text of a whole name. What is only a part of a word names nobody: `find` shows it, and no
/// command sends anything for it. A word without accents stands for those with them, too: `silva` for `sílva`, `muller` and
/// `mueller` for `müller`; so where several guests have it, it names them all.
package struct StayText: Sendable {
    /// How much of a word must be there.
    package enum Reach: CaseIterable, Sendable {
        /// Every word as it is, or the whole pattern.
        case words
        /// The beginning of every word.
        case beginnings
        /// Any part.
        case parts
    }

    /// The words, each as the letters and digits between its marks: `bk-1 ito` is `bk`, `1`, and `ito`.
    private let words: [[String]]
    private let whole: FoldedName

    /// Takes a text apart; nil where it has neither letters nor digits nor a `*`.
    package init?(_ text: String) {
        whole = FoldedName(text)
        words = whole.text.split(separator: " ").map { Self.parts(of: String($0)) }.filter { !$0.isEmpty }
        if words.isEmpty, !whole.hasStar { return nil }
    }

    /// Its longest word, which few names have; nil where it has none.
    package var rarest: String? { words.joined().max { $0.utf8.count < $1.utf8.count } }

    /// Its words, as far as they have no accents.
    package var plainWords: [String] { words.joined().filter { $0.utf8.allSatisfy { $0 < 0x80 } } }

    /// The words of a name, as they are compared.
    package static func words(of name: String) -> [String] { parts(of: FoldedName(name).text) }

    /// Whether all words are in the name and the doors of a stay.
    package func isFound(name: String?, doors: [String], _ reach: Reach = .words) -> Bool {
        let texts = ([name].compactMap(\.self) + doors).map(FoldedName.init)
        if whole.hasStar { return reach == .words && texts.contains { whole.fits($0) } }
        switch reach {
        case .words: return isFound(in: texts) { $0 == $1 }
        case .beginnings: return isFound(in: texts) { $0.hasPrefix($1) }
        case .parts: return texts.contains { Self.isSpelled($0.text, whole.text) { $0.contains($1) } }
        }
    }

    private func isFound(in texts: [FoldedName], _ fits: (_ word: String, _ wanted: String) -> Bool) -> Bool {
        let there = texts.map { Self.parts(of: $0.text) }
        return words.allSatisfy { word in there.contains { Self.has(word, in: $0, fits) } }
    }

    /// Whether a text fits what was typed, as it is written or, where that has no accents, without its own.
    private static func isSpelled(
        _ text: String,
        _ typed: String,
        _ fits: (_ word: String, _ wanted: String) -> Bool,
    ) -> Bool {
        if fits(text, typed) { return true }
        guard !text.utf8.allSatisfy({ $0 < 0x80 }), typed.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return fits(PlainLetters.of(text), typed) || fits(PlainLetters.spelledOut(text), typed)
    }

    /// Whether the parts of a word stand one behind the other.
    private static func has(
        _ word: [String],
        in parts: [String],
        _ fits: (_ word: String, _ wanted: String) -> Bool,
    ) -> Bool {
        guard parts.count >= word.count else { return false }
        return (0...parts.count - word.count).contains { start in
            zip(parts[start...], word).allSatisfy { isSpelled($0, $1, fits) }
        }
    }

    private static func parts(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
