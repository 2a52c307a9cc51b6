/// How much room a prompt has for what it prints.
package struct PromptLayout: Hashable, Sendable {
    /// The columns of the window, nil for lines of any length.
    package var width: Int?
    /// The lines that are printed at once, nil for all.
    package var rows: Int?

    /// Makes the layout of a window; without numbers, that of a pipe.
    package init(width: Int? = nil, rows: Int? = nil) {
        self.width = width
        self.rows = rows
    }
}

/// One line that a prompt prints.
package struct PromptLine: Hashable, Sendable {
    /// How the line stands out where there is colour.
    package enum Style: Hashable, Sendable {
        /// It does not.
        case plain
        /// The names of columns.
        case heading
        /// Talk about what is printed, which is no part of it.
        case note
    }

    /// The line, without its end.
    package let text: String
    /// How it stands out.
    package let style: Style

    /// Makes a line.
    package init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}
