internal import Scripting

/// Whether a statement holds a PIN, and must not be kept in a file.
enum PromptSecret {
    /// Whether a field such as `code` is set to a text or a number.
    static func isIn(_ statement: String) -> Bool {
        let words = statement.split(separator: "=", omittingEmptySubsequences: false)
        return zip(words, words.dropFirst()).contains { before, after in
            let name = before.reversed().drop(while: \.isWhitespace).prefix { $0.isLetter || $0 == "_" || $0.isNumber }
            guard PINMask.fields.contains(String(name.reversed())) || before.hasSuffix("\"]") else { return false }
            return after.first { !$0.isWhitespace }.map { "\"'[".contains($0) || $0.isNumber } ?? false
        }
    }
}

extension ScriptHost {
    /// Whether a statement holds a PIN: one that the API gave, or what looks like one that was typed.
    package func holdsPIN(_ statement: String) -> Bool {
        session.pins.masked(statement) != statement || PromptSecret.isIn(statement)
    }
}
