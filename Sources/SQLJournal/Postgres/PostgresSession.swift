/// A transaction on a PostgreSQL server.
struct PostgresSession: SQLSession {
    let connection: PostgresConnection

    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        StatementLog.ofProcess?.note(sql)
        let result = try connection.query(sql, values)
        for line in result.lines { try body(SQLRow(result.columns, line)) }
    }

    func change(_ sql: String, _ values: [SQLValue]) throws -> Int {
        StatementLog.ofProcess?.note(sql)
        return try connection.query(sql, values).changed
    }

    func numberOnward(_ table: String) throws {
        try connection.run(
            """
            SELECT setval(pg_get_serial_sequence('\(table.lowercased())', 'id'),
                (SELECT coalesce(max(id), 0) + 1 FROM \(table)), false)
            """
        )
    }

    func unlocked<Made>(_ guarding: GuardedTable, _ body: () throws -> Made) throws -> Made {
        try connection.run("SET LOCAL keyshift.unlocked = '\(guarding.trigger.lowercased())'")
        let made = try body()
        try connection.run("SET LOCAL keyshift.unlocked = ''")
        return made
    }
}
