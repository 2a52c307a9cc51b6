extension Schema {
    /// The step of the files that schedules keep; their options name them.
    static let keptFileTable = """
        CREATE TABLE keptFile (
            hash TEXT NOT NULL PRIMARY KEY,
            form TEXT NOT NULL,
            content TEXT NOT NULL
        )
        """

    /// The step of machines that are to take nothing new.
    static let drainTable = """
        CREATE TABLE drain (
            node TEXT NOT NULL PRIMARY KEY,
            since INTEGER NOT NULL
        )
        """
}
