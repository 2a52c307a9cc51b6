import Glibc
internal import Model

/// Text from scripts and from the API.
enum StoredText {
    /// The same text.
    /// - Throws: `storage` for a text with a NUL, which would be cut there on its way to SQLite.
    static func checked(_ text: String) throws -> String {
        guard unsafe strlen(text) == text.utf8.count else {
            throw JournalError(.storage, "A text with a NUL character cannot be kept: \"\(text.shown)\".")
        }
        return text
    }

    /// The same text, nil for nil.
    /// - Throws: `storage` for a text with a NUL.
    static func checked(_ text: String?) throws -> String? {
        try text.map { text in try checked(text) }
    }
}
