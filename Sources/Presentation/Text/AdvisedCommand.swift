internal import Model

/// A command line within a text that is to be typed as it stands there: it is never broken so that a shell would read
/// something else.
struct AdvisedCommand {
    /// What stands before it.
    let before: String
    /// What stands behind it.
    let after: String
    private let words: [Substring]

    private static let beginnings = ["keyshift ", "export SEAM_"]
    private static let gap = "   "

    /// Finds the first one: at the beginning of the text, behind a colon, or behind a gap; it ends at a gap.
    ///
    /// What goes on behind a comma or a semicolon is a sentence in which a command stands, and none to be typed.
    init?(in text: String) {
        guard let range = Self.range(in: text[...]) else { return nil }
        before = String(text[..<range.lowerBound]).trimmingEnd
        after = String(text[range.upperBound...].drop { $0 == " " })
        words = Self.words(of: text[range])
    }

    /// Where the first one is.
    static func range(in text: Substring) -> Range<String.Index>? {
        let starts = beginnings.flatMap { text.ranges(of: $0) }.map(\.lowerBound).sorted()
        for start in starts where isFree(text[..<start]) {
            let tail = text[start...]
            let range = start..<(tail.firstRange(of: gap)?.lowerBound ?? tail.endIndex)
            if !words(of: text[range]).dropLast().contains(where: isEndOfClause) { return range }
        }
        return nil
    }

    private static func isEndOfClause(_ word: Substring) -> Bool { word.hasSuffix(",") || word.hasSuffix(";") }

    private static func isFree(_ before: Substring) -> Bool {
        // What the parser says of a mistake begins with the command that it is about.
        before.allSatisfy { $0 == " " } || before.hasSuffix(": ") && before != "Error: " || before.hasSuffix(gap)
    }

    /// The words of a shell: what is in quotes is not parted.
    private static func words(of command: Substring) -> [Substring] {
        var quote: Character?
        return command.split { sign in
            if let open = quote {
                if sign == open { quote = nil }
            } else if sign == "\"" || sign == "'" {
                quote = sign
            }
            return sign == " " && quote == nil
        }
    }

    /// The command on as many lines as it takes, each but the last with the sign by which a shell reads on; a word that is
    /// wider than a line stays whole.
    func lines(width: Int, lead: String) -> [String] {
        var lines: [String] = []
        var line = lead
        for word in words {
            let joined = line.allSatisfy { $0 == " " } ? line + word : "\(line) \(word)"
            if TextWidth.of(joined) + 2 <= width || line.allSatisfy({ $0 == " " }) {
                line = joined
            } else {
                lines.append(line + " \\")
                line = lead + "  " + word
            }
        }
        return lines + [line]
    }
}
