extension Schema {
    /// The step of alarms; a cause has one that is not mended.
    static let alarmTables = """
        CREATE TABLE alarm (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            kind TEXT NOT NULL,
            subjectKind TEXT NOT NULL,
            subjectID TEXT NOT NULL,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            level TEXT NOT NULL,
            schedule TEXT,
            runID TEXT,
            raisedAt INTEGER NOT NULL,
            foundAt INTEGER NOT NULL,
            tellableAt INTEGER NOT NULL,
            dueAt INTEGER,
            toldAt INTEGER,
            toldLevel TEXT,
            seenAt INTEGER,
            seenBy TEXT,
            seenLevel TEXT,
            clearedAt INTEGER
        );
        CREATE UNIQUE INDEX alarmByCause ON alarm (source, workspaceID, kind, subjectKind, subjectID)
            WHERE clearedAt IS NULL;
        CREATE INDEX alarmByEnd ON alarm (clearedAt);
        CREATE TABLE alarmTelling (
            alarmID INTEGER NOT NULL,
            way TEXT NOT NULL,
            level TEXT NOT NULL,
            tries INTEGER NOT NULL,
            nextTryAt INTEGER,
            toldAt INTEGER,
            error TEXT,
            PRIMARY KEY (alarmID, way, level)
        ) WITHOUT ROWID
        """
}
