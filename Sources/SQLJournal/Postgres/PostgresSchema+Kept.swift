extension PostgresSchema {
    /// The step of the files that schedules keep; their options name them.
    static let keptFileTable = """
        CREATE TABLE keptFile (
            hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            form TEXT COLLATE "C" NOT NULL,
            content TEXT COLLATE "C" NOT NULL
        )
        """

    /// The step of machines that are to take nothing new.
    static let drainTable = """
        CREATE TABLE drain (
            node TEXT COLLATE "C" NOT NULL PRIMARY KEY,
            since BIGINT NOT NULL
        )
        """
}
