internal import Model

/// The tables on PostgreSQL, and the steps that bring older ones to the present.
///
/// A server is shared, so that nothing is changed there by the way: `keyshift journal migrate` does it. Each step first adds
/// what a newer program needs, and says from which version on programs can still work; so nodes are replaced one by one.
struct PostgresSchema: Sendable {
    /// One step, named by what it adds.
    struct Step: Sendable {
        /// The name, which the database keeps.
        var name: String
        /// The statements.
        var sql: String
        /// The number of steps that a program has to know at least to work with what this one leaves.
        var leastVersion: Int
    }

    /// The steps from an empty database to the present one.
    var steps: [Step]

    /// What this program reads and writes.
    static let current = PostgresSchema(steps: [
        Step(
            name: "all tables of version 0.2",
            sql: [runsTables, doorsTables, peopleTables, functions].joined(separator: "\n"),
            leastVersion: 1,
        ),
        // A schedule that keeps files has options of a version that an older program does not fire.
        Step(name: "files that schedules keep", sql: keptFileTable, leastVersion: 1),
        // An older program goes on to take what it finds, until it is replaced.
        Step(name: "nodes that take nothing new", sql: drainTable, leastVersion: 1),
    ])

    /// What a database says of its tables.
    struct Found: Hashable, Sendable {
        /// How many steps were done, none in an empty database.
        var version = 0
        /// How many steps a program has to know.
        var leastVersion = 0
    }

    /// What the tables are like.
    func found(_ connection: PostgresConnection) throws(PostgresError) -> Found {
        let known = try connection.query("SELECT to_regclass('migration') IS NOT NULL AS isThere", [])
        guard known.lines.first?.first == .integer(1) else { return Found() }
        let result = try connection.query(
            "SELECT count(*) AS version, coalesce(max(leastVersion), 0) AS leastVersion FROM migration",
            [],
        )
        guard case .integer(let version)? = result.lines.first?[0], case .integer(let least)? = result.lines.first?[1]
        else { return Found() }
        return Found(version: Int(version), leastVersion: Int(least))
    }

    /// Refuses tables that this program cannot work with.
    /// - Throws: `storage` for older ones, with the command that mends it; `newerDatabase`.
    func requireUsable(_ found: Found, of place: PostgresPlace) throws(JournalError) {
        let name = "The journal on PostgreSQL (\(place.shown))"
        if found.version == 0 {
            throw JournalError(.storage, "\(name) has no tables yet: run keyshift journal migrate.")
        }
        if found.version < steps.count {
            throw JournalError(
                .storage,
                "\(name) has version \(found.version), and this program writes version \(steps.count): run "
                    + "keyshift journal migrate.",
            )
        }
        guard found.leastVersion > steps.count else { return }
        throw JournalError(
            .newerDatabase,
            "\(name) has version \(found.version), and this program knows versions up to \(steps.count): use the newer "
                + "keyshift that migrated it. Nothing was changed.",
        )
    }

    /// Brings the tables to the present, in one transaction.
    /// - Returns: The names of the steps that were done.
    /// - Throws: `storage` while a program that could not go on works, with who that is.
    func migrate(_ connection: PostgresConnection, place: PostgresPlace) throws -> [String] {
        try connection.run("BEGIN; SELECT pg_advisory_xact_lock(4711200226)")
        do {
            let found = try found(connection)
            let missing = steps.dropFirst(found.version)
            if let least = missing.map(\.leastVersion).max(), found.version > 0 {
                try refuseOlderWorkers(least, connection, place)
            }
            for step in missing {
                try connection.run(Self.migrationTable + step.sql)
                _ = try connection.query(
                    "INSERT INTO migration (name, leastVersion, madeAt) VALUES (?1, ?2, journal_now())",
                    [.text(step.name), .integer(Int64(step.leastVersion))],
                )
            }
            try connection.run("COMMIT")
            return missing.map(\.name)
        } catch {
            _ = try? connection.run("ROLLBACK")
            throw error
        }
    }

    private func refuseOlderWorkers(_ least: Int, _ connection: PostgresConnection, _ place: PostgresPlace) throws {
        let older = try connection.query(
            """
            SELECT label FROM worker WHERE leaseUntil > journal_now() AND coalesce(schemaVersion, 0) < ?1 ORDER BY label
            """,
            [.integer(Int64(least))],
        )
        let labels = older.lines.compactMap { line in if case .text(let label)? = line.first { label } else { nil } }
        guard !labels.isEmpty else { return }
        throw JournalError(
            .storage,
            "The journal on PostgreSQL (\(place.shown)) is not migrated while older programs work on it: "
                + "\(labels.joined(separator: "; ").shown). End them, then run this again. Nothing was changed.",
        )
    }

    private static let migrationTable = """
        CREATE TABLE IF NOT EXISTS migration (
            name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            leastVersion BIGINT NOT NULL,
            madeAt BIGINT NOT NULL
        );

        """

    /// The clock of the journal, what keeps history from being changed, and which journal it is.
    private static let functions =
        """
        CREATE OR REPLACE FUNCTION journal_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS
            'SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)';
        CREATE OR REPLACE FUNCTION refuse_history() RETURNS trigger LANGUAGE plpgsql AS '
            BEGIN
                IF current_setting(''keyshift.unlocked'', true) IS DISTINCT FROM lower(TG_NAME) THEN
                    RAISE EXCEPTION ''events are never changed or deleted'';
                END IF;
                IF TG_OP = ''DELETE'' THEN RETURN OLD; END IF;
                RETURN NEW;
            END';

        """
        + GuardedTable.all.map { guarding in
            """
            CREATE TRIGGER \(guarding.trigger) BEFORE \(guarding.act.rawValue) ON \(guarding.table)
                FOR EACH ROW EXECUTE FUNCTION refuse_history();
            """
        }
        .joined(separator: "\n")
            + """
            INSERT INTO journal (id, identity, operation) VALUES (1, replace(CAST(gen_random_uuid() AS TEXT), '-', ''), 0);
            """
}
