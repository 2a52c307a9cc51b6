import GRDB
internal import Model

/// The tables, as the steps that made them.
///
/// Steps are only ever added at the end. Instants are milliseconds since 1970 in UTC; states are the words of the model.
struct Schema: Sendable {
    /// One step, named by what it adds.
    struct Step: Sendable {
        /// The name, which the database keeps.
        var name: String
        /// The statements.
        var sql: String
        /// What is done after them to lines that SQL alone cannot turn.
        var turn: (@Sendable (Database) throws -> Void)?
    }

    /// The steps from an empty database to the present one.
    var steps: [Step]

    /// What this program reads and writes.
    static let current = Schema(steps: [
        Step(name: "runs, rows, holds and events", sql: runTables),
        Step(name: "schedules and firings", sql: scheduleTables),
        Step(name: "labels, changes sent, quarantine, origins, known groups and direct effects", sql: Self.priorTables),
        Step(name: "memories of scripts", sql: Self.memoryTable),
        Step(name: "rows by name", sql: "CREATE INDEX rowByName ON row (name)"),
        Step(name: "rules of schedules, attempts of firings and notices", sql: Self.firingTables),
        Step(name: "lists, limits and members without JSON", sql: Self.plainColumns),
        Step(name: "workers, claims, doors, freeze and what a journal is", sql: Self.claimTables),
        Step(name: "options of schedules with a version", sql: Self.optionsColumn, turn: Self.turnOptions),
        // Only runs that are not over hold anything, and the index was as large as all of it.
        Step(name: "holds without an index by run", sql: "DROP INDEX holdByRun"),
        Step(name: "last readings, and runs that were looked at", sql: Self.deskTables),
        Step(name: "people, desks and their history", sql: Self.peopleTables),
        Step(name: "alarms, and who was told", sql: Self.alarmTables),
        Step(name: "known members by code", sql: Self.knownMemberIndex),
        Step(name: "plans that wait for a second person", sql: Self.approvalTables),
        Step(name: "the chain of runs", sql: Self.chainTables),
        Step(name: "rows that make and end codes", sql: Self.doorColumns),
        Step(name: "leases of workers", sql: Self.leaseColumns),
        Step(name: "files that schedules keep", sql: Self.keptFileTable),
        Step(name: "nodes that take nothing new", sql: Self.drainTable),
    ])

    /// The migrations of GRDB for the steps.
    var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in steps {
            migrator.registerMigration(step.name) { db in
                try db.execute(sql: step.sql)
                try step.turn?(db)
            }
        }
        return migrator
    }

    /// Refuses a database that has steps which this program does not know.
    /// - Throws: `newerDatabase`, with both versions and the file in the sentence.
    func refuseNewer(_ db: Database, file: String) throws {
        let applied = try migrator.appliedIdentifiers(db)
        let unknown = applied.subtracting(steps.map(\.name)).sorted()
        guard let newest = unknown.first else { return }
        throw JournalError(
            .newerDatabase,
            "The journal \(file) has version \(applied.count) (\"\(newest)\"), and this program knows versions up to "
                + "\(steps.count): use the newer keyshift that wrote it. Nothing was changed.",
        )
    }

    private static let runTables = """
        CREATE TABLE run (
            id TEXT NOT NULL PRIMARY KEY,
            script TEXT NOT NULL,
            scriptHash TEXT NOT NULL,
            arguments TEXT NOT NULL,
            state TEXT NOT NULL,
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER,
            operatorName TEXT NOT NULL,
            processID INTEGER NOT NULL,
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            scheduleName TEXT
        );
        CREATE INDEX runByStart ON run (startedAt);

        CREATE TABLE row (
            runID TEXT NOT NULL REFERENCES run (id),
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            identifier TEXT NOT NULL,
            name TEXT,
            zone TEXT,
            changes TEXT NOT NULL,
            isInHouse INTEGER NOT NULL,
            deadline INTEGER,
            status TEXT NOT NULL,
            because TEXT,
            position TEXT,
            errorCode TEXT,
            errorMessage TEXT,
            errorRequestID TEXT,
            attempt INTEGER,
            intentAt INTEGER,
            intentIsOpen INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (runID, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX rowByIdentifier ON row (identifier);

        CREATE TABLE member (
            runID TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            memberOrdinal INTEGER NOT NULL,
            accessCodeID TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            door TEXT NOT NULL,
            beforeStartsAt INTEGER,
            beforeEndsAt INTEGER,
            beforeName TEXT,
            beforeKind TEXT NOT NULL,
            afterStartsAt INTEGER,
            afterEndsAt INTEGER,
            afterName TEXT,
            afterKind TEXT NOT NULL,
            status TEXT NOT NULL,
            PRIMARY KEY (runID, ordinal, memberOrdinal),
            FOREIGN KEY (runID, ordinal) REFERENCES row (runID, ordinal)
        ) WITHOUT ROWID;

        CREATE TABLE hold (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            runID TEXT NOT NULL REFERENCES run (id),
            PRIMARY KEY (endpoint, workspaceID, identifier)
        ) WITHOUT ROWID;
        CREATE INDEX holdByRun ON hold (runID);

        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            runID TEXT NOT NULL REFERENCES run (id),
            ordinal INTEGER,
            kind TEXT NOT NULL,
            recordedAt INTEGER NOT NULL,
            attempt INTEGER,
            status TEXT,
            requestID TEXT,
            detail TEXT
        );
        CREATE INDEX eventByRun ON event (runID);
        CREATE INDEX eventByInstant ON event (recordedAt);
        \(GuardedTable(table: "event", act: .changed).sqlite);
        \(GuardedTable(table: "event", act: .deleted).sqlite);
        """

    private static let scheduleTables = """
        CREATE TABLE schedule (
            name TEXT NOT NULL PRIMARY KEY,
            script TEXT NOT NULL,
            arguments TEXT NOT NULL,
            cron TEXT NOT NULL,
            zone TEXT NOT NULL,
            addedAt INTEGER NOT NULL,
            lastFiredAt INTEGER
        );

        CREATE TABLE firing (
            schedule TEXT NOT NULL,
            nominal INTEGER NOT NULL,
            startedAt INTEGER NOT NULL,
            state TEXT NOT NULL,
            exitCode INTEGER,
            PRIMARY KEY (schedule, nominal)
        ) WITHOUT ROWID;
        """
}
