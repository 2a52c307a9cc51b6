package import CivilTime
internal import Journal
package import Model

/// The nodes of a journal on a server.
extension SQLJournal {
    /// Whether several nodes may use the journal, each with a lease.
    package var isShared: Bool { locks is LeaseLocks }

    /// The processes that work on the journal, or have worked on it in the last hour; none where locks of files tell it.
    /// - Throws: `storage` when it cannot be read.
    package func nodes() async throws(JournalError) -> [NodeRecord] {
        guard isShared else { return [] }
        return try await store.read { sql in
            let drains = try ControlTable(sql: sql).drains()
            return try LeaseTable(sql: sql).workers().map { worker in
                var worker = worker
                worker.isDraining = worker.serves && drains[worker.node] != nil
                return worker
            }
        }
    }

    package func drain(_ node: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in try ControlTable(sql: sql).drain(node, at: instant) }
    }

    package func undrain(_ node: String) async throws(JournalError) -> Bool {
        try await store.write { sql in try ControlTable(sql: sql).undrain(node) }
    }

    package func drains() async throws(JournalError) -> [String: Instant] {
        try await store.read { sql in try ControlTable(sql: sql).drains() }
    }

    /// A journal in a folder has no other machines that could ask for it.
    package func isDraining() async throws(JournalError) -> Bool {
        guard isShared else { return false }
        return try await drains()[NodeRecord.node(of: workerName)] != nil
    }

    /// The server that the journal is on, nil for one in a folder.
    /// - Throws: `storage` when it cannot be asked.
    package func server() throws(JournalError) -> JournalServer? {
        guard let store = store as? PostgresStore else { return nil }
        return try store.withConnection { connection in
            let lead = try ServerClock.follow(connection)
            let facts = try connection.query(Self.serverFacts, [])
            let closed = try connection.query(Self.closedTables, [])
            func text(_ column: Int) -> String {
                if case .text(let text)? = facts.lines.first?[column] { text } else { "" }
            }
            return JournalServer(
                place: store.place.shown,
                version: text(0),
                replication: JournalServer.Replication(rawValue: text(1)) ?? .single,
                clockLead: lead,
                closedTables: closed.lines.compactMap { if case .text(let name)? = $0.first { name } else { nil } },
            )
        }
    }

    private static let serverFacts = """
        SELECT current_setting('server_version') AS version, CASE
            WHEN current_setting('synchronous_standby_names') <> ''
                AND current_setting('synchronous_commit') IN ('on', 'remote_apply') THEN 'synchronous'
            WHEN (SELECT count(*) FROM pg_stat_replication) > 0 THEN 'asynchronous'
            ELSE 'single' END AS replication
        """

    private static let closedTables = """
        SELECT CAST(relname AS TEXT) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace =
            (SELECT relnamespace FROM pg_class WHERE oid = 'run'::regclass) AND NOT has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE') ORDER BY relname
        """

    /// Makes, or brings to the present, the tables of a journal on a server.
    /// - Returns: The names of the steps that were done, none where nothing was to be done.
    /// - Throws: `storage` while older programs work on it.
    package static func migrate(_ place: PostgresPlace) throws(JournalError) -> [String] {
        let store = PostgresStore(place, application: "keyshift journal migrate", limits: .init()) { _ in }
        defer { store.close() }
        return try store.withConnection { try PostgresSchema.current.migrate($0, place: place) }
    }
}
