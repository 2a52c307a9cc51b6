internal import Model

/// What a text is written on: how wide it is, and whether it has more signs than ASCII.
package struct Page: Hashable, Sendable {
    /// The columns of a line; nil where lines have no end, as in a file.
    package var width: Int?
    /// Whether the program's own signs, such as `→` and `·`, are written with those of ASCII.
    package var isASCII: Bool

    /// A page of any width with all signs.
    package static let endless = Page(width: nil, isASCII: false)

    /// Makes a page of its parts.
    package init(width: Int?, isASCII: Bool) {
        self.width = width
        self.isASCII = isASCII
    }

    /// The columns that a text has when so many are taken; nil where lines have no end.
    func room(behind taken: Int) -> Int? {
        width.map { max(1, $0 - taken) }
    }

    // MARK: - Signs

    private static let substitutes: [Character: String] = [
        "→": "->", "·": "-", "…": "...", "–": "-", "—": "-", "█": "#", "░": ".", "•": "*", "×": "x", "±": "+/-",
    ]

    /// The text with the signs that the page has.
    ///
    /// Letters stay as they are: a name has to be found again.
    package func plain(_ text: String) -> String {
        guard isASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.reduce(into: "") { $0 += Self.substitutes[$1] ?? String($1) }
    }

    /// The text, or its beginning with a mark behind it where it takes more than some columns.
    func cut(_ text: String, to columns: Int) -> String {
        guard TextWidth.of(text) > columns else { return text }
        guard isASCII else { return TextWidth.cut(text, to: columns) }
        return columns < 6 ? TextWidth.prefix(text, columns) : TextWidth.prefix(text, columns - 3) + "..."
    }

    // MARK: - Folding

    /// A text as lines of the page: folded between words, what follows set in by two more than its beginning.
    ///
    /// A word that is longer than a line is folded inside.
    package func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { folded(plain(String($0))) }
    }

    /// Parts with gaps between them, on as many lines as they take: none is parted, and what follows is set in.
    func filled(_ parts: [String], margin: Int) -> [String] {
        var lines: [String] = []
        for part in parts {
            let joined = lines.last.map { "\($0)   \(part)" } ?? part
            if lines.isEmpty || width.map({ TextWidth.of(plain(joined)) <= $0 }) ?? true {
                lines = lines.dropLast() + [joined]
            } else {
                lines.append(String(repeating: " ", count: margin) + part)
            }
        }
        return lines.map(\.trimmingEnd)
    }

    private func folded(_ text: String) -> [String] {
        guard let width, TextWidth.of(text) > width else { return [text] }
        let margin = min(text.prefix { $0 == " " }.count + 2, width / 2)
        if let advised = AdvisedCommand(in: text) {
            let lead = String(repeating: " ", count: advised.before.isEmpty ? margin - 2 : margin)
            let before = advised.before.isEmpty ? [] : folded(advised.before)
            let after = advised.after.isEmpty ? [] : folded(lead + advised.after)
            return before + advised.lines(width: width, lead: lead) + after
        }
        var lines: [String] = []
        var rest = text
        while !rest.isEmpty {
            let lead = lines.isEmpty ? "" : String(repeating: " ", count: margin)
            let part = Self.part(of: rest, columns: width - lead.count)
            lines.append(lead + part.trimmingEnd)
            rest = String(rest.dropFirst(part.count).drop { $0 == " " })
        }
        return lines
    }

    /// The beginning of a text that goes on one line: up to the last blank of what fits, and never nothing.
    private static func part(of text: String, columns: Int) -> String {
        let fits = TextWidth.prefix(text, columns)
        guard fits.count < text.count else { return text }
        guard !fits.isEmpty else { return String(text.prefix(1)) }
        if text.dropFirst(fits.count).first == " " { return fits }
        let indent = fits.prefix { $0 == " " }.count
        guard let blank = fits.lastIndex(of: " "), fits.distance(from: fits.startIndex, to: blank) > indent else {
            return fits
        }
        return String(fits[...blank])
    }
}

extension String {
    /// The text without blanks at its end.
    var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
