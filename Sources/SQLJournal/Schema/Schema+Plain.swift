extension Schema {
    /// The step of the memories: what a run would keep, and, once it is completed, what is kept.
    static let memoryTable = """
        CREATE TABLE memory (
            scope TEXT NOT NULL,
            runID TEXT NOT NULL,
            value TEXT NOT NULL,
            recordedAt INTEGER NOT NULL,
            isKept INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (scope, runID)
        ) WITHOUT ROWID;
        CREATE INDEX memoryByRun ON memory (runID);
        """

    /// The step that puts what was JSON in a column into columns and lists that every database can read.
    ///
    /// Where groups were seen is forgotten: it is looked up anew within a day in any case.
    static let plainColumns = """
        ALTER TABLE run ADD COLUMN maxGroups INTEGER;
        ALTER TABLE run ADD COLUMN maxShift INTEGER;
        ALTER TABLE run ADD COLUMN shortenFrom INTEGER;
        ALTER TABLE run ADD COLUMN allowed TEXT;
        ALTER TABLE run ADD COLUMN leftOut TEXT;
        ALTER TABLE run ADD COLUMN stopAtPercent INTEGER;
        UPDATE run SET
            maxGroups = coalesce(json_extract(limits, '$.max_groups'), 500),
            maxShift = coalesce(json_extract(limits, '$.max_shift_ms'), 604800000),
            shortenFrom = coalesce(json_extract(limits, '$.shorten_from'), 5),
            allowed = coalesce((SELECT group_concat(value) FROM json_each(limits, '$.allow')),
                CASE json_extract(limits, '$.allow_lockout') WHEN 1 THEN 'lockout' END, ''),
            leftOut = coalesce((SELECT group_concat(value) FROM json_each(limits, '$.leave_out')), ''),
            stopAtPercent = json_extract(limits, '$.stop_at_percent')
            WHERE json_valid(limits);
        ALTER TABLE run DROP COLUMN limits;
        UPDATE run SET arguments = \(list(in: "run.arguments"));
        UPDATE schedule SET arguments = \(list(in: "schedule.arguments")), runOptions = \(list(in: "schedule.runOptions"));

        DROP TABLE knownGroup;
        CREATE TABLE knownGroup (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT,
            seenAt INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID, identifier)
        ) WITHOUT ROWID;
        CREATE INDEX knownGroupByName ON knownGroup (endpoint, workspaceID, name);
        CREATE TABLE knownMember (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            accessCodeID TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            door TEXT NOT NULL,
            zone TEXT,
            PRIMARY KEY (endpoint, workspaceID, identifier, ordinal)
        ) WITHOUT ROWID;
        """

    /// The step by which the access grant of a code is found.
    static let knownMemberIndex = """
        CREATE INDEX knownMemberByCode ON knownMember (endpoint, workspaceID, accessCodeID)
        """

    /// The texts of a JSON array as `StoredList` has them.
    private static func list(in column: String) -> String {
        """
        coalesce((SELECT group_concat(length(value) || ':' || value || ',', '') FROM (
            SELECT value FROM json_each(\(column)) ORDER BY key)), '')
        """
    }
}
