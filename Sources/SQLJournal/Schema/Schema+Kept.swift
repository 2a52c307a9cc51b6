extension Schema {
    /// The step of the files that schedules keep; their options name them.
    static let keptFileTable = """
        CREATE TABLE keptFile (
            hash TEXT NOT NULL PRIMARY KEY,
            form TEXT NOT NULL,
            content TEXT NOT NULL
        )
        """
}
