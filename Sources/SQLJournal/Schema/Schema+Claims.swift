extension Schema {
    /// The step of claims, of the pace that runs share, and of what stops sends.
    ///
    /// Sends of the last minutes by an older version keep their slots: each as if it had been answered as late as it can.
    static let claimTables = """
        CREATE TABLE worker (
            id TEXT NOT NULL PRIMARY KEY,
            label TEXT NOT NULL,
            startedAt INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE claim (
            subject TEXT NOT NULL PRIMARY KEY,
            worker TEXT NOT NULL REFERENCES worker (id),
            token TEXT NOT NULL,
            takes INTEGER NOT NULL,
            takenAt INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX claimByWorker ON claim (worker);

        CREATE TABLE door (
            endpoint TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            closedUntil INTEGER NOT NULL,
            PRIMARY KEY (endpoint, deviceID)
        ) WITHOUT ROWID;
        CREATE TABLE doorSlot (
            id INTEGER PRIMARY KEY,
            endpoint TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            call TEXT NOT NULL,
            runID TEXT NOT NULL,
            token TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            slots INTEGER NOT NULL,
            freesAt INTEGER NOT NULL,
            isAnswered INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX doorSlotByDevice ON doorSlot (endpoint, deviceID, call, freesAt);
        CREATE INDEX doorSlotByRow ON doorSlot (runID, ordinal, attempt);
        CREATE INDEX doorSlotByEnd ON doorSlot (freesAt);
        INSERT INTO doorSlot (endpoint, deviceID, call, runID, token, ordinal, attempt, slots, freesAt)
            SELECT run.endpoint, member.deviceID, 'update', run.id, '', row.ordinal, row.attempt, 1, row.intentAt + 180000
            FROM row JOIN run ON run.id = row.runID
                JOIN member ON member.runID = row.runID AND member.ordinal = row.ordinal
            WHERE row.intentAt > (CAST(strftime('%s', 'now') AS INTEGER) - 180) * 1000;
        CREATE TABLE doorWait (
            endpoint TEXT NOT NULL,
            deviceID TEXT NOT NULL,
            runID TEXT NOT NULL,
            isNamed INTEGER NOT NULL,
            deadline INTEGER,
            slots INTEGER NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (endpoint, deviceID, runID)
        ) WITHOUT ROWID;
        CREATE INDEX doorWaitByRun ON doorWait (runID);

        CREATE TABLE halt (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            since INTEGER NOT NULL,
            operatorName TEXT NOT NULL,
            reason TEXT
        );
        ALTER TABLE run ADD COLUMN stopRequestedAt INTEGER;
        ALTER TABLE run ADD COLUMN stopRequestedBy TEXT;

        CREATE TABLE journal (
            id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
            identity TEXT NOT NULL,
            operation INTEGER NOT NULL,
            lostAt INTEGER,
            lostWhat TEXT,
            acceptedAt INTEGER,
            acceptedBy TEXT,
            acceptedReason TEXT
        );
        """
}
