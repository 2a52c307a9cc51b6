/// What is not certain in a table, and an answer of the script can settle.
enum CSVDoubt {
    /// A column that must be there has none of its names; with the names that the table has.
    case missing(column: String, titles: [String])
    /// A column of another name looks like one that is asked for.
    case suspect(column: String, title: String, titles: [String])
    /// The dates of a column can be read in two orders.
    case dates
}

/// Keeps what the last reading of a table was not certain of, beside the error that says so.
final class CSVDoubts {
    /// The last one, nil where a reading failed for something else.
    var last: CSVDoubt?
}
