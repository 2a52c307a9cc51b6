internal import Model
internal import Presentation

/// A text with the program's own styling, which only this type writes: the text itself is made harmless first.
struct StyledText: Sendable {
    private let text: String
    private let sequence: String?

    /// Makes a text that stands out by a sequence of numbers (ECMA-48, SGR), or a plain one.
    init(_ text: String, sequence: String?) {
        self.text = ForeignText.harmless(text)
        self.sequence = sequence
    }

    /// What goes to the terminal as it is, on one line.
    var rendered: String { rendered(on: .endless) }

    /// What goes to the terminal as it is: the lines of a page, each with its own styling.
    func rendered(on page: Page) -> String {
        page.lines(text).map { line in sequence.map { "\u{1B}[\($0)m\(line)\u{1B}[0m" } ?? line }
            .joined(separator: "\n")
    }
}
