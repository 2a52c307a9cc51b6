/// What a person types for a stay: the one rule of all commands.
///
/// It is words of the stay's name or of its doors, such as a surname, the number of a booking or a room, each of them
/// whole; a `*` stands for any text of a whole name. What is only a part of a word names nobody: `find` shows it, and no
/// command sends anything for it.
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

    /// The words of a name, as they are compared.
    package static func words(of name: String) -> [String] { parts(of: FoldedName(name).text) }

    /// Whether all words are in the name and the doors of a stay.
    package func isFound(name: String?, doors: [String], _ reach: Reach = .words) -> Bool {
        let texts = ([name].compactMap(\.self) + doors).map(FoldedName.init)
        if whole.hasStar { return reach == .words && texts.contains { whole.fits($0) } }
        switch reach {
        case .words: return isFound(in: texts) { $0 == $1 }
        case .beginnings: return isFound(in: texts) { $0.hasPrefix($1) }
        case .parts: return texts.contains { $0.text.contains(whole.text) }
        }
    }

    private func isFound(in texts: [FoldedName], _ fits: (_ word: String, _ wanted: String) -> Bool) -> Bool {
        let there = texts.map { Self.parts(of: $0.text) }
        return words.allSatisfy { word in there.contains { Self.has(word, in: $0, fits) } }
    }

    /// Whether the parts of a word stand one behind the other.
    private static func has(
        _ word: [String],
        in parts: [String],
        _ fits: (_ word: String, _ wanted: String) -> Bool,
    ) -> Bool {
        guard parts.count >= word.count else { return false }
        return (0...parts.count - word.count).contains { start in
            zip(parts[start...], word).allSatisfy { fits($0, $1) }
        }
    }

    private static func parts(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
