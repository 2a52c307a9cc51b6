internal import Model

/// A text with the program's own styling, which only this type writes: the text itself is made harmless first.
struct StyledText: Sendable {
    /// What goes to the terminal as it is.
    let rendered: String

    /// Makes a text that stands out by a sequence of numbers (ECMA-48, SGR), or a plain one.
    init(_ text: String, sequence: String?) {
        let text = ForeignText.harmless(text)
        rendered = sequence.map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
    }
}
