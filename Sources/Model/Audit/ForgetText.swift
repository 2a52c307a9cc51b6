/// A name to be forgotten, as a person wrote it: `Ito*` or `BK-88213 Ito`.
///
/// It is looked for in names and in sentences alike, in any case: as whole words, or as the beginning of words where a `*` stands
/// behind it.
package struct ForgetText: Hashable, Sendable {
    /// The fewest letters and digits that it must have.
    package static let least = 2

    /// What was written.
    package let text: String
    private let parts: [String]
    private let isOpenAtEnd: Bool

    /// Takes what was written; nil where it has too little to look for.
    package init?(_ text: String) {
        let folded = FoldedName(text).text
        parts = folded.split(separator: "*").map { $0.trimming }.filter { !$0.isEmpty }
        guard parts.joined().count(where: { $0.isLetter || $0.isNumber }) >= Self.least else { return nil }
        self.text = text
        isOpenAtEnd = folded.hasSuffix("*")
    }

    /// Whether a name or a sentence has it.
    package func isIn(_ text: String?) -> Bool {
        guard let text, !text.isEmpty else { return false }
        return isIn(folded: FoldedName(text).text)
    }

    private func isIn(folded text: String) -> Bool {
        var rest = text[...]
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            guard let found = Self.find(part, in: rest, whole: isLast && !isOpenAtEnd, of: text) else { return false }
            rest = rest[found...]
        }
        return true
    }

    /// The place behind a part that begins a word, and ends one where it must.
    private static func find(_ part: String, in rest: Substring, whole: Bool, of text: String) -> String.Index? {
        var start = rest.startIndex
        while let found = rest[start...].firstRange(of: part) {
            let beginsWord =
                found.lowerBound == text.startIndex || !text[text.index(before: found.lowerBound)].isWordSign
            let endsWord = found.upperBound == text.endIndex || !text[found.upperBound].isWordSign
            if beginsWord, endsWord || !whole { return found.upperBound }
            start = rest.index(after: found.lowerBound)
        }
        return nil
    }

    /// A text with every line taken out that has it, and how many those were.
    package func without(linesOf text: String) -> (text: String, lines: Int) {
        var count = 0
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            guard isIn(String(line)) else { return line }
            count += 1
            return "(forgotten)"
        }
        return (lines.joined(separator: "\n"), count)
    }
}

extension Character {
    /// Whether it is a part of a word.
    fileprivate var isWordSign: Bool { isLetter || isNumber }
}

extension Substring {
    /// The text without spaces at its ends.
    fileprivate var trimming: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// How much was forgotten.
package struct Forgotten: Hashable, Sendable {
    /// Rows of runs.
    package var rows = 0
    /// Runs whose arguments or reasons had the name.
    package var runs = 0
    /// Lines of the histories of runs.
    package var events = 0
    /// Calls that took effect at once.
    package var calls = 0
    /// Codes and groups as they were last seen.
    package var readings = 0
    /// Alarms.
    package var alarms = 0
    /// Other texts: notices, firings, memories of scripts, labels, reasons.
    package var others = 0
    /// What still names it, because something that lives would change by it, in a sentence each.
    package var left: [String] = []

    /// Makes a count of nothing.
    package init() {}

    /// Whether nothing had the name.
    package var isEmpty: Bool { rows + runs + events + calls + readings + alarms + others == 0 }
}
