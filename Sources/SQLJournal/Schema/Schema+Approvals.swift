extension Schema {
    /// The step of plans that wait for a second person.
    static let approvalTables = """
        CREATE TABLE waitingPlan (
            hash TEXT NOT NULL PRIMARY KEY,
            state TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            workspaceName TEXT,
            author TEXT NOT NULL,
            person TEXT,
            scheduleName TEXT,
            askedBy TEXT NOT NULL,
            script TEXT NOT NULL,
            arguments TEXT NOT NULL,
            reason TEXT,
            groupCount INTEGER NOT NULL,
            firstAskedAt INTEGER NOT NULL,
            askedAt INTEGER NOT NULL,
            asks INTEGER NOT NULL,
            expiresAt INTEGER NOT NULL,
            decidedBy TEXT,
            decidedAt INTEGER,
            decidedReason TEXT,
            isBreakGlass INTEGER NOT NULL DEFAULT 0,
            runID TEXT,
            begunAt INTEGER,
            detail TEXT,
            document TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX waitingPlanByAsk ON waitingPlan (askedAt);
        CREATE TABLE planEvent (
            id INTEGER PRIMARY KEY,
            recordedAt INTEGER NOT NULL,
            hash TEXT NOT NULL,
            state TEXT NOT NULL,
            actor TEXT NOT NULL,
            isBreakGlass INTEGER NOT NULL,
            detail TEXT
        );
        CREATE INDEX planEventByHash ON planEvent (hash);
        \(GuardedTable(table: "planEvent", act: .changed).sqlite);
        CREATE TRIGGER planEventIsNotDeleted BEFORE DELETE ON planEvent
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        ALTER TABLE run ADD COLUMN approvalHash TEXT;
        ALTER TABLE run ADD COLUMN approvedBy TEXT;
        ALTER TABLE run ADD COLUMN breakGlass TEXT;
        ALTER TABLE schedule ADD COLUMN addedBy TEXT;
        """
}
