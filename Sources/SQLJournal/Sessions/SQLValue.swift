import CivilTime
import Glibc
internal import Model

/// A value in a database.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    /// The values of some parameters.
    /// - Throws: `storage` for a text that cannot be kept.
    static func list(_ values: [(any SQLBindable)?]) throws -> [SQLValue] {
        try values.map { value in try value?.sqlValue() ?? .null }
    }

    /// A text from a script or from the API.
    /// - Throws: `storage` for one with a NUL, which would be cut there on its way to the database.
    init(text: String) throws {
        guard unsafe strlen(text) == text.utf8.count else {
            throw JournalError(.storage, "A text with a NUL character cannot be kept: \"\(text.shown)\".")
        }
        self = .text(text)
    }
}

/// What can be a parameter of a statement.
protocol SQLBindable {
    /// The value that is kept.
    /// - Throws: `storage` for a text that cannot be kept.
    func sqlValue() throws -> SQLValue
}

extension String: SQLBindable {
    func sqlValue() throws -> SQLValue { try SQLValue(text: self) }
}

extension Int: SQLBindable {
    func sqlValue() -> SQLValue { .integer(Int64(self)) }
}

extension Int32: SQLBindable {
    func sqlValue() -> SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    func sqlValue() -> SQLValue { .integer(self) }
}

extension Bool: SQLBindable {
    func sqlValue() -> SQLValue { .integer(self ? 1 : 0) }
}

extension Instant: SQLBindable {
    func sqlValue() -> SQLValue { .integer(milliseconds) }
}

extension TimeSpan: SQLBindable {
    func sqlValue() -> SQLValue { .integer(milliseconds) }
}
