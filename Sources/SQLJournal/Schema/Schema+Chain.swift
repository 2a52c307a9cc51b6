extension Schema {
    /// The step of the chain of runs, and of what seals texts that can be forgotten.
    ///
    /// Runs of an older version are sealed as they are when the chain is looked at first.
    static let chainTables = """
        CREATE TABLE chain (
            number INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            content TEXT NOT NULL,
            madeAt INTEGER NOT NULL,
            hash TEXT NOT NULL
        );
        CREATE INDEX chainBySubject ON chain (subject, number);
        ALTER TABLE run ADD COLUMN salt TEXT;
        ALTER TABLE run ADD COLUMN textDigest TEXT;
        ALTER TABLE row ADD COLUMN salt TEXT;
        ALTER TABLE row ADD COLUMN textDigest TEXT;
        UPDATE run SET salt = lower(hex(randomblob(16)));
        UPDATE row SET salt = lower(hex(randomblob(16)))
        """
}
