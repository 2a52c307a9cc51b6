internal import RunEngine

/// Words of which the last are a time or a length of time, as people type them without an option: `Mueller to 13:00`.
struct TimedWords {
    /// The words before it.
    let name: String
    /// The time, or the length of time.
    let text: String
    /// Whether it is a length of time.
    let isSpan: Bool

    private static let fillers: Set = ["to", "until", "till", "by", "for", "at", "from", "bis", "um"]

    /// Finds it as early as it can begin; nil where the words end in no time, or nothing stands before it.
    init?(_ words: [String]) {
        for place in words.indices.dropFirst() {
            let tail = Self.withoutFiller(words[place...])
            let text = tail.joined(separator: " ")
            let isSpan = BookingChange.isSpan(text)
            guard isSpan || BookingChange.isTime(text) else { continue }
            (name, self.text, self.isSpan) = (words[..<place].joined(separator: " "), text, isSpan)
            return
        }
        return nil
    }

    /// The words without one at their beginning that only leads to the time.
    static func withoutFiller(_ words: ArraySlice<String>) -> ArraySlice<String> {
        guard words.count > 1, let first = words.first, fillers.contains(first.lowercased()) else { return words }
        return words.dropFirst()
    }

    /// What lets a stay end later by it, by its words.
    var laterEnd: [String] { ["extend", name, isSpan ? "--by" : "--to", text] }
}
