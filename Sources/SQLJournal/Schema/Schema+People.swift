extension Schema {
    /// The step of people, of the desks where they are signed in, and of what became of them.
    static let peopleTables = """
        CREATE TABLE person (
            name TEXT NOT NULL PRIMARY KEY,
            folded TEXT NOT NULL UNIQUE,
            role TEXT NOT NULL,
            secret TEXT NOT NULL,
            addedAt INTEGER NOT NULL,
            addedBy TEXT,
            removedAt INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE signInTry (
            name TEXT NOT NULL PRIMARY KEY,
            tries INTEGER NOT NULL,
            nextAt INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE desk (
            fingerprint TEXT NOT NULL PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (name),
            endsAt INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE peopleLink (
            person TEXT NOT NULL PRIMARY KEY,
            secret TEXT NOT NULL,
            endsAt INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE peopleEvent (
            id INTEGER PRIMARY KEY,
            recordedAt INTEGER NOT NULL,
            kind TEXT NOT NULL,
            person TEXT NOT NULL,
            actor TEXT,
            detail TEXT
        );
        \(GuardedTable(table: "peopleEvent", act: .changed).sqlite);
        CREATE TRIGGER peopleEventIsNotDeleted BEFORE DELETE ON peopleEvent
            BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
        ALTER TABLE run ADD COLUMN person TEXT;
        """
}
