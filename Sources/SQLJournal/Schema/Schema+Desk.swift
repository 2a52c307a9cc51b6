extension Schema {
    /// The step of the last look at each workspace, and of runs that somebody has looked at.
    static let deskTables = """
        CREATE TABLE reading (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            workspaceName TEXT NOT NULL,
            readAt INTEGER NOT NULL,
            clockLead INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID)
        ) WITHOUT ROWID;
        CREATE TABLE readCode (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            accessCodeID TEXT NOT NULL,
            kind TEXT NOT NULL,
            identifier TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            door TEXT NOT NULL,
            zone TEXT,
            name TEXT,
            startsAt INTEGER,
            endsAt INTEGER,
            type TEXT NOT NULL,
            isOnline INTEGER,
            isOnLock INTEGER,
            seenAt INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID, accessCodeID)
        ) WITHOUT ROWID;
        CREATE TABLE seenRun (
            runID TEXT NOT NULL PRIMARY KEY REFERENCES run (id),
            seenAt INTEGER NOT NULL,
            operatorName TEXT NOT NULL
        ) WITHOUT ROWID
        """
}
