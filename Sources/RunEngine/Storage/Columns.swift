import CivilTime
import GRDB
internal import Model

extension GRDB.Row {
    /// The instant in a column of milliseconds.
    func instant(_ column: String) throws -> Instant {
        try Instant(milliseconds: decode(Int64.self, forColumn: column))
    }

    /// The instant in a column of milliseconds, nil for NULL.
    func instantIfAny(_ column: String) throws -> Instant? {
        try decode(Int64?.self, forColumn: column).map(Instant.init(milliseconds:))
    }

    /// The word of the model in a column.
    /// - Throws: `storage` for a word that the model does not have.
    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word {
        try Self.word(decode(String.self, forColumn: column), column: column)
    }

    /// The word of the model in a column, nil for NULL.
    /// - Throws: `storage` for a word that the model does not have.
    func wordIfAny<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word? {
        try decode(String?.self, forColumn: column).map { try Self.word($0, column: column) }
    }

    /// The case of `Word` that is spelled `text`.
    /// - Throws: `storage` for a word that the model does not have.
    static func word<Word: RawRepresentable<String>>(_ text: String, column: String) throws -> Word {
        guard let word = Word(rawValue: text) else {
            throw JournalError(
                .storage,
                "The journal has \"\(text.shown)\" as \(column), which this program does not know."
            )
        }
        return word
    }
}
