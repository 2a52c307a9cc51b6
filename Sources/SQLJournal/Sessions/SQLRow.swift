import CivilTime
internal import Model

/// The names of the columns of a result.
///
/// They are few, and most results have one line: looking through them costs less than a dictionary would to make.
final class SQLColumns: Sendable {
    private let names: [String]

    init(_ names: [String]) {
        self.names = names
    }

    fileprivate func place(of name: String) throws -> Int {
        if let place = names.firstIndex(of: name) { return place }
        // PostgreSQL answers in lower case.
        guard let place = names.firstIndex(of: name.lowercased()) else {
            throw JournalError(.storage, "The journal has no column \(name).")
        }
        return place
    }
}

/// One line of a result.
struct SQLRow: Sendable {
    private let columns: SQLColumns
    /// All values, in the order of the columns.
    let values: [SQLValue]

    init(_ columns: SQLColumns, _ values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The text in a column, nil for NULL.
    func textIfAny(_ column: String) throws -> String? {
        switch values[try columns.place(of: column)] {
        case .null: nil
        case .text(let text): text
        case .integer(let number): throw Self.wrong(column, "\(number)")
        }
    }

    /// The text in a column.
    func text(_ column: String) throws -> String {
        guard let text = try textIfAny(column) else { throw Self.wrong(column, "nothing") }
        return text
    }

    /// The number in a column, nil for NULL and for one that does not fit.
    func numberIfAny<Number: FixedWidthInteger>(_ column: String) throws -> Number? {
        switch values[try columns.place(of: column)] {
        case .null: return nil
        case .integer(let number):
            guard let number = Number(exactly: number) else { throw Self.wrong(column, "\(number)") }
            return number
        case .text(let text): throw Self.wrong(column, text)
        }
    }

    /// The number in a column.
    func number<Number: FixedWidthInteger>(_ column: String) throws -> Number {
        guard let number: Number = try numberIfAny(column) else { throw Self.wrong(column, "nothing") }
        return number
    }

    /// Whether a column holds a number other than 0.
    func flag(_ column: String) throws -> Bool {
        let number: Int64 = try number(column)
        return number != 0
    }

    /// The instant in a column of milliseconds.
    func instant(_ column: String) throws -> Instant {
        Instant(milliseconds: try number(column))
    }

    /// The instant in a column of milliseconds, nil for NULL.
    func instantIfAny(_ column: String) throws -> Instant? {
        try numberIfAny(column).map(Instant.init(milliseconds:))
    }

    /// The word of the model in a column.
    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word {
        try Self.word(text(column), column: column)
    }

    /// The word of the model in a column, nil for NULL.
    func wordIfAny<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word? {
        try textIfAny(column).map { try Self.word($0, column: column) }
    }

    /// The words of the model in a column, with commas between them.
    func words<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Set<Word> {
        try Set(text(column).split(separator: ",").map { try Self.word(String($0), column: column) })
    }

    private static func word<Word: RawRepresentable<String>>(_ text: String, column: String) throws -> Word {
        guard let word = Word(rawValue: text) else { throw wrong(column, text) }
        return word
    }

    private static func wrong(_ column: String, _ value: String) -> JournalError {
        JournalError(
            .storage,
            "The journal has \"\(value.shown)\" as \(column), which this program does not know."
        )
    }
}
