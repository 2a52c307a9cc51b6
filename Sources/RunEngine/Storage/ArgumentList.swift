import GRDB

/// The arguments of a script as a JSON array in one column, written and read by SQLite.
enum ArgumentList {
    /// The array.
    static func json(_ arguments: [String], in db: Database) throws -> String {
        try arguments.reduce("[]") { json, argument in
            let arguments: StatementArguments = [json, try StoredText.checked(argument)]
            return try String.fetchOne(db, sql: "SELECT json_insert(?, '$[#]', ?)", arguments: arguments) ?? json
        }
    }

    /// The arguments in it, in order.
    static func arguments(_ json: String, in db: Database) throws -> [String] {
        guard json != "[]" else { return [] }
        return try String.fetchAll(db, sql: "SELECT value FROM json_each(?) ORDER BY key", arguments: [json])
    }
}
