extension Schema {
    /// The step of version 3.
    ///
    /// What runs of an older version sent in the last hours counts, too: their intents tell when.
    static let priorTables = """
        ALTER TABLE run ADD COLUMN origin TEXT NOT NULL DEFAULT 'run';
        ALTER TABLE run ADD COLUMN originDetail TEXT;
        ALTER TABLE run ADD COLUMN reason TEXT;
        ALTER TABLE run ADD COLUMN planHash TEXT;
        ALTER TABLE run ADD COLUMN limits TEXT;
        ALTER TABLE run ADD COLUMN zoneDataVersion TEXT;
        UPDATE run SET origin = 'schedule' WHERE scheduleName IS NOT NULL;

        ALTER TABLE row ADD COLUMN once TEXT;
        ALTER TABLE row ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE row ADD COLUMN allowed TEXT NOT NULL DEFAULT '';
        CREATE INDEX memberByCode ON member (accessCodeID);

        CREATE TABLE onceLabel (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            label TEXT NOT NULL,
            runID TEXT NOT NULL REFERENCES run (id),
            ordinal INTEGER NOT NULL,
            usedAt INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID, identifier, label)
        ) WITHOUT ROWID;
        CREATE INDEX onceLabelByRow ON onceLabel (runID, ordinal);

        CREATE TABLE sentDelta (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            startsBy INTEGER NOT NULL,
            endsBy INTEGER NOT NULL,
            runID TEXT NOT NULL REFERENCES run (id),
            ordinal INTEGER NOT NULL,
            sentAt INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX sentDeltaByRow ON sentDelta (runID, ordinal);
        CREATE INDEX sentDeltaByInstant ON sentDelta (sentAt);
        INSERT OR IGNORE INTO sentDelta (endpoint, workspaceID, identifier, startsBy, endsBy, runID, ordinal, sentAt)
            SELECT run.endpoint, run.workspaceID, moved.identifier, moved.startsBy, moved.endsBy, row.runID, row.ordinal,
                row.intentAt
            FROM row JOIN run ON run.id = row.runID JOIN (
                SELECT member.runID AS runID, member.ordinal AS ordinal, accessCodeID AS identifier,
                    afterStartsAt - beforeStartsAt AS startsBy, afterEndsAt - beforeEndsAt AS endsBy FROM member
                UNION ALL SELECT row.runID, row.ordinal, row.identifier,
                    afterStartsAt - beforeStartsAt, afterEndsAt - beforeEndsAt
                FROM row JOIN member ON member.runID = row.runID AND member.ordinal = row.ordinal
            ) AS moved ON moved.runID = row.runID AND moved.ordinal = row.ordinal
            WHERE row.intentAt IS NOT NULL AND moved.startsBy IS NOT NULL AND moved.endsBy IS NOT NULL
                AND (moved.startsBy <> 0 OR moved.endsBy <> 0)
                AND (row.intentIsOpen OR row.status IN ('applied', 'on_device', 'pending', 'look'));

        CREATE TABLE quarantine (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            until INTEGER NOT NULL,
            runID TEXT NOT NULL REFERENCES run (id),
            PRIMARY KEY (endpoint, workspaceID, identifier)
        ) WITHOUT ROWID;
        CREATE INDEX quarantineByInstant ON quarantine (until);

        CREATE TABLE knownGroup (
            endpoint TEXT NOT NULL,
            workspaceID TEXT NOT NULL,
            identifier TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT,
            members TEXT NOT NULL,
            seenAt INTEGER NOT NULL,
            PRIMARY KEY (endpoint, workspaceID, identifier)
        ) WITHOUT ROWID;
        CREATE INDEX knownGroupByName ON knownGroup (endpoint, workspaceID, name);

        CREATE TABLE directEffect (
            id INTEGER PRIMARY KEY,
            runID TEXT NOT NULL REFERENCES run (id),
            path TEXT NOT NULL,
            parameters TEXT NOT NULL,
            deviceID TEXT,
            sentAt INTEGER NOT NULL,
            answeredAt INTEGER,
            state TEXT NOT NULL,
            requestID TEXT,
            detail TEXT
        );
        CREATE INDEX directEffectByRun ON directEffect (runID);
        CREATE INDEX directEffectByInstant ON directEffect (sentAt);
        """
}
