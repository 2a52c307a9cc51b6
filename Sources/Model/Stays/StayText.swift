/// Words that are looked for in the name and the doors of a stay.
struct StayText {
    /// How much of a word must be there.
    enum Reach: CaseIterable {
        /// The whole name, or the whole name of a door.
        case whole
        /// Every word as it is.
        case words
        /// The beginning of every word.
        case beginnings
        /// Any part.
        case parts
    }

    private let words: [String]
    private let whole: String

    /// Takes a text apart; nil where it has neither letters nor digits.
    init?(_ text: String) {
        words = Self.words(of: text)
        whole = Self.folded(text)
        if words.isEmpty { return nil }
    }

    /// Whether all words are in the name and the doors of a stay.
    func isFound(in stay: Stay, _ reach: Reach) -> Bool {
        let texts = [stay.name ?? ""] + stay.doors.map(\.name)
        switch reach {
        case .whole: return texts.contains { Self.folded($0) == whole }
        case .words: return all(in: texts) { $0 == $1 }
        case .beginnings: return all(in: texts) { $0.hasPrefix($1) }
        case .parts: return texts.contains { Self.folded($0).contains(whole) }
        }
    }

    private func all(in texts: [String], _ fits: (_ word: String, _ wanted: String) -> Bool) -> Bool {
        let there = texts.flatMap(Self.words)
        return words.allSatisfy { wanted in there.contains { fits($0, wanted) } }
    }

    private static func words(of text: String) -> [String] {
        folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func folded(_ text: String) -> String { FoldedName(text).text }
}
