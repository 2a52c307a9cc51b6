/// Words as they are typed at a shell.
package enum ShellWords {
    /// A command line whose words a shell takes as they are here.
    package static func line(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

    /// A word, in quotes where a shell would read something else; what could act on a terminal is shown as an escape.
    package static func quoted(_ word: String) -> String {
        let word = ForeignText.line(word)
        let isPlain =
            !word.isEmpty
            && word.unicodeScalars.allSatisfy { scalar in
                scalar.value < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    || "-_./:+=@%,".unicodeScalars.contains(scalar)
            }
        if isPlain { return word }
        // Within double quotes a shell still reads these.
        if !word.contains(where: { "\"$`\\!".contains($0) }) { return "\"\(word)\"" }
        return "'\(word.replacing("'", with: "'\\''"))'"
    }
}
