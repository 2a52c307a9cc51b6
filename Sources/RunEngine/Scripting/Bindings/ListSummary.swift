internal import Spelling

/// What a list has, and how many of its stays are here.
struct ListSummary {
    let rows: Int
    /// Rows that could not be read, so that nobody knows what was asked for.
    let unread: Int
    /// Stays that the others have found.
    let found: Int

    /// `the list has 12 lines: 1 could not be read, and 10 stays of the others are here`.
    var line: String {
        let lines = "the list has \(rows.counted("line"))"
        if unread == 0 { return "\(lines), and \(found.counted("stay of it is", "stays of it are")) here" }
        if unread == rows { return lines + (unread == 1 ? ", and it could not be read" : ", and none could be read") }
        return "\(lines): \(unread) could not be read, and "
            + "\(found.counted("stay of the others is", "stays of the others are")) here"
    }
}
