/// A transaction on a database, as the journal's statements see it.
///
/// Statements are written in what SQLite and PostgreSQL have in common: numbered parameters, explicit targets of conflicts,
/// whole numbers for instants and for yes and no. Names are not quoted, so that their case means nothing.
protocol SQLSession {
    /// Runs a statement and hands each line of its result to `body`, in order.
    ///
    /// `body` may run other statements, but not this one.
    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws

    /// Runs a statement that changes something.
    /// - Returns: How many lines it has changed, added or removed.
    @discardableResult
    func change(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Has the database number new lines of a table from behind its highest one, after lines with numbers were added.
    func numberOnward(_ table: String) throws

    /// Lets lines of a table of history be changed or deleted while `body` runs.
    func unlocked<Made>(_ guarding: GuardedTable, _ body: () throws -> Made) throws -> Made
}

extension SQLSession {
    /// Runs a statement that changes something, with its parameters in order.
    @discardableResult
    func change(_ sql: String, _ values: (any SQLBindable)?...) throws -> Int {
        try change(sql, SQLValue.list(values))
    }

    /// What a statement finds, each line made into something.
    func rows<Made>(
        _ sql: String,
        _ values: (any SQLBindable)?...,
        make: (SQLRow) throws -> Made,
    ) throws -> [Made] {
        var made: [Made] = []
        try each(sql, SQLValue.list(values)) { try made.append(make($0)) }
        return made
    }

    /// The first line that a statement finds.
    func first(_ sql: String, _ values: (any SQLBindable)?...) throws -> SQLRow? {
        var found: SQLRow?
        try each(sql, SQLValue.list(values)) { row in if found == nil { found = row } }
        return found
    }

    /// Whether a statement finds anything.
    func finds(_ sql: String, _ values: (any SQLBindable)?...) throws -> Bool {
        var isFound = false
        try each(sql, SQLValue.list(values)) { _ in isFound = true }
        return isFound
    }

    /// Adds lines to a table, many at a time.
    ///
    /// Over a network each statement costs a way there and back, and each length of an `INSERT` is a statement of its own.
    /// `conflict` says what becomes of lines that are there.
    func insert(into table: String, _ columns: [String], _ lines: [[SQLValue]], or conflict: String = "") throws {
        var rest = lines[...]
        for size in SQLText.sizesOfInserts {
            while rest.count >= size {
                let statement = SQLText.insert(into: table, columns, lines: size)
                try change(conflict.isEmpty ? statement : "\(statement) \(conflict)", rest.prefix(size).flatMap(\.self))
                rest = rest.dropFirst(size)
            }
        }
    }
}

/// Texts of statements that depend on how much there is.
enum SQLText {
    /// The numbers of lines that an `INSERT` has, the largest first.
    static let sizesOfInserts = [20, 1]

    /// An `INSERT` of so many lines.
    static func insert(into table: String, _ columns: [String], lines: Int) -> String {
        var number = 0
        let values = (0..<lines).map { _ in
            let marks = columns.map { _ in
                number += 1
                return "?\(number)"
            }
            return "(\(marks.joined(separator: ", ")))"
        }
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values.joined(separator: ", "))"
    }
}
