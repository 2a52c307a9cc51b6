internal import Spelling

/// The words of names that a text may stand for which names nobody: `Nguyen` for `Nguyenn`, `Müller` for `Muller`.
package enum NearestWords {
    /// Where more words than this are equally near, none of them is nearer than chance.
    private static let most = 5
    /// The bytes of a text that is looked at: a longer one is no slip of the keyboard.
    private static let longest = 200

    /// The nearest whole names, and words that stand beside each other in a name, as they are written there.
    ///
    /// Names are looked at once each, and only those words are compared that are about as long as the text.
    package static func find(_ text: String, among names: some Sequence<String>) -> [String] {
        guard text.utf8.count <= longest else { return [] }
        let typed = FoldedName(text)
        let wanted = letters(of: typed)
        let count = words(of: text).count
        guard wanted.count > 1 else { return [] }
        var written: [String: String] = [:]
        for name in Set(names) {
            for run in runs(of: name, words: count, like: wanted) {
                let folded = FoldedName(run)
                guard folded != typed else { continue }
                let key = letters(of: folded)
                guard mayBe(key, wanted) else { continue }
                written[key] = min(run, written[key] ?? run)
            }
        }
        // The same words with other accents go before those with other letters.
        if let same = written[wanted] { return [same] }
        let nearest = NearestName.all(wanted, among: written.keys.sorted())
        return nearest.count > most ? [] : nearest.compactMap { written[$0] }
    }

    /// `did you mean "Nguyen"?`, nil where none is near.
    package static func question(_ nearest: [String]) -> String? {
        guard let last = nearest.last else { return nil }
        let rest = nearest.dropLast().map { "\"\($0.shown)\"" }.joined(separator: ", ")
        return "did you mean \(rest)\(rest.isEmpty ? "" : " or ")\"\(last.shown)\"?"
    }

    /// Letters and digits alone, without accents: spaces and marks are the first to be forgotten.
    private static func letters(of name: FoldedName) -> String {
        PlainLetters.of(name.text).filter { $0.isLetter || $0.isNumber }
    }

    /// Whether the digits may be meant: another number of few digits is another room, and not one typed wrong.
    private static func mayBe(_ key: String, _ wanted: String) -> Bool {
        let digits = wanted.filter(\.isNumber)
        return digits.count > 3 || key.filter(\.isNumber).sorted() == digits.sorted()
    }

    private static func words(of text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

    /// The whole name, and as many words of it as were typed, or one more or less: a space is soon forgotten.
    private static func runs(of name: String, words count: Int, like wanted: String) -> [String] {
        let words = words(of: name)
        guard !words.isEmpty else { return [] }
        var runs = [name[...]]
        for length in max(1, count - 1)...(count + 1) where length <= words.count {
            for start in 0...(words.count - length) {
                runs.append(name[words[start].startIndex..<words[start + length - 1].endIndex])
            }
        }
        return runs.filter { isAbout($0, wanted) }.map(String.init)
    }

    /// Whether a text is short and long enough to be near; letters that are no ASCII may be several bytes.
    private static func isAbout(_ run: Substring, _ wanted: String) -> Bool {
        let (length, size) = (wanted.utf8.count, run.utf8.count)
        let slack = 2 + max(length, size) / 3
        return size >= length - slack && size <= (length + slack) * 3
            && (size <= length + slack || run.utf8.contains { $0 >= 0x80 })
    }
}
