extension Schema {
    /// The step of the rules of schedules, of attempts and of notices.
    ///
    /// Firings that an older version left as running had ended with it, or will not be heard of again.
    static let firingTables = """
        ALTER TABLE schedule ADD COLUMN dst TEXT NOT NULL DEFAULT 'shift';
        ALTER TABLE schedule ADD COLUMN missed TEXT NOT NULL DEFAULT 'latest';
        ALTER TABLE schedule ADD COLUMN grace INTEGER NOT NULL DEFAULT 3600000;
        ALTER TABLE schedule ADD COLUMN overlap TEXT NOT NULL DEFAULT 'skip';
        ALTER TABLE schedule ADD COLUMN allowsDirect INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE schedule ADD COLUMN holdAbove INTEGER;
        ALTER TABLE schedule ADD COLUMN retries INTEGER NOT NULL DEFAULT 3;
        ALTER TABLE schedule ADD COLUMN runOptions TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE schedule ADD COLUMN onFailure TEXT;
        ALTER TABLE schedule ADD COLUMN onRecovery TEXT;
        ALTER TABLE schedule ADD COLUMN pausedAt INTEGER;
        ALTER TABLE schedule ADD COLUMN pauseNote TEXT;
        ALTER TABLE schedule ADD COLUMN resumedAt INTEGER;

        ALTER TABLE firing ADD COLUMN cause TEXT NOT NULL DEFAULT 'clock';
        ALTER TABLE firing ADD COLUMN runID TEXT;
        ALTER TABLE firing ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE firing ADD COLUMN processID INTEGER;
        ALTER TABLE firing ADD COLUMN finishedAt INTEGER;
        ALTER TABLE firing ADD COLUMN retryAt INTEGER;
        ALTER TABLE firing ADD COLUMN detail TEXT;
        ALTER TABLE firing ADD COLUMN zoneDataVersion TEXT;
        ALTER TABLE firing ADD COLUMN rateLimited INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX firingByState ON firing (state);
        CREATE INDEX firingByRun ON firing (runID);
        UPDATE firing SET state = 'failed', detail = 'an older keyshift did not keep its outcome' WHERE state = 'running';

        CREATE TABLE notice (
            id INTEGER PRIMARY KEY,
            schedule TEXT NOT NULL,
            nominal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            runID TEXT,
            exitCode INTEGER,
            detail TEXT,
            others INTEGER NOT NULL DEFAULT 0,
            recordedAt INTEGER NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            nextTryAt INTEGER,
            toldAt INTEGER,
            error TEXT
        );
        CREATE INDEX noticeByTry ON notice (nextTryAt);
        """
}
