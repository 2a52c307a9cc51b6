package import Model

/// A warning with the command that it names.
package struct WarningText {
    private let warning: Warning

    /// Makes the text of a warning.
    package init(_ warning: Warning) {
        self.warning = warning
    }

    /// The sentence, and behind it the command.
    package var sentence: String {
        let command = warning.command.map { " keyshift \(ShellWords.line($0))" } ?? ""
        return ForeignText.paragraph(warning.message) + command
    }
}
