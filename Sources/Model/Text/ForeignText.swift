/// Text from outside as it may stand in a sentence or a cell: names, reasons, labels, scripts' names and arguments, what a
/// server or a script says.
///
/// Whoever can name a booking can write anything into its name, so nothing of it may act: what would move the cursor,
/// begin a line or turn the order of letters is shown as an escape such as `\u{1b}`, and what would fill the screen is
/// cut. The text stays as it is where a program reads it, and is made so where a person does. To do it twice changes
/// nothing. An escape looks like the same letters typed into the name; both are harmless.
package enum ForeignText {
    /// The columns of a name that are shown.
    private static let longestName = 200
    /// The columns of a sentence that are shown.
    private static let longestSentence = 2000

    /// A name, on one line.
    package static func name(_ text: some StringProtocol) -> String {
        TextWidth.cut(escaped(text.description), to: longestName)
    }

    /// A sentence, on one line: what stands on several lines is parted by ` · `.
    package static func sentence(_ text: some StringProtocol) -> String {
        TextWidth.cut(escaped(joined(text.description)), to: longestSentence)
    }

    /// The lines of a text beside each other, without the spaces that set them in.
    private static func joined(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
        return text.split(whereSeparator: \.isLineEnd).map { line in
            String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// A text of several lines, of which all but the first are set in, so that none looks like a line of ours.
    package static func paragraph(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(0x0A) else { return sentence(text) }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        return lines.enumerated().map { place, part in
            let line = sentence(String(part))
            return place == 0 || line.isEmpty || line.hasPrefix("  ") ? line : "  \(line)"
        }
        .joined(separator: "\n")
    }

    /// A text with all that could act on a terminal as escapes, except for `kept`; for what is written as a whole.
    package static func harmless(_ text: String, keeping kept: [Unicode.Scalar] = ["\n"]) -> String {
        guard HiddenScalars.mayHide(in: text) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if HiddenScalars.isUnsafe(scalar), !kept.contains(scalar) {
                result += HiddenScalars.escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A text of any length on one line, for where its place cuts it.
    package static func line(_ text: some StringProtocol) -> String {
        escaped(text.description)
    }

    private static func escaped(_ text: String) -> String {
        guard HiddenScalars.mayHide(in: text) else { return text }
        var result = ""
        var previous: Unicode.Scalar?
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if HiddenScalars.isUnsafe(scalar)
                || (HiddenScalars.isZeroWidth(scalar) && !joinsEmoji(scalar, previous, rest.first))
            {
                result += HiddenScalars.escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }

    /// Whether a scalar is the joiner inside of one emoji, such as that of a family.
    private static func joinsEmoji(
        _ scalar: Unicode.Scalar,
        _ previous: Unicode.Scalar?,
        _ next: Unicode.Scalar?,
    ) -> Bool {
        guard scalar == "\u{200D}", let previous, let next else { return false }
        return isPictograph(next)
            && (isPictograph(previous) || previous == "\u{FE0F}" || previous.properties.isEmojiModifier)
    }

    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && scalar.value > 0xFF
    }
}

extension Character {
    /// Whether it ends a line, as people's texts do.
    fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}

extension StringProtocol {
    /// The text from outside as a name in a sentence or a cell: on one line, and nothing of it hidden.
    package var shown: String { ForeignText.name(self) }
}
