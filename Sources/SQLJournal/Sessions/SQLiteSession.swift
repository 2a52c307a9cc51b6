import GRDB

/// A transaction on an SQLite database.
struct SQLiteSession: SQLSession {
    let db: Database

    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        StatementLog.ofProcess?.note(sql)
        let statement = try db.cachedStatement(sql: sql)
        let columns = SQLColumns(statement.columnNames)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(values))
        while let row = try cursor.next() {
            try body(SQLRow(columns, row.databaseValues.map(SQLValue.init)))
        }
    }

    func change(_ sql: String, _ values: [SQLValue]) throws -> Int {
        StatementLog.ofProcess?.note(sql)
        let statement = try db.cachedStatement(sql: sql)
        try statement.execute(arguments: Self.arguments(values))
        return db.changesCount
    }

    /// SQLite looks for the highest number each time.
    func numberOnward(_ table: String) {}

    func unlocked<Made>(_ guarding: GuardedTable, _ body: () throws -> Made) throws -> Made {
        try db.execute(sql: "DROP TRIGGER IF EXISTS \(guarding.trigger)")
        let made = try body()
        try db.execute(sql: guarding.sqlite)
        return made
    }

    private static func arguments(_ values: [SQLValue]) -> StatementArguments {
        // As optional values: the library maps others by a key path, which costs as much as the statement.
        StatementArguments(values.map { value -> (any DatabaseValueConvertible)? in value.databaseValue })
    }
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        // The journal has neither; what a hand wrote reads as text, and is refused where a number is wanted.
        case .double(let number): self = .text("\(number)")
        case .blob: self = .text("bytes")
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }
}
