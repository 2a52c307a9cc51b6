extension Schema {
    /// The step of leases, by which workers on a server show that they live; on SQLite the locks of files do.
    static let leaseColumns = """
        ALTER TABLE worker ADD COLUMN leaseUntil INTEGER;
        ALTER TABLE worker ADD COLUMN version TEXT;
        ALTER TABLE worker ADD COLUMN zoneData TEXT;
        ALTER TABLE worker ADD COLUMN schemaVersion INTEGER;
        ALTER TABLE worker ADD COLUMN serves INTEGER NOT NULL DEFAULT 0
        """
}
