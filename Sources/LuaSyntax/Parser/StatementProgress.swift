/// A statement that is typed or pasted line by line.
///
/// The time that it takes grows with the length of the statement and no faster: each line is looked over once, and the
/// whole is parsed only where no block and no bracket is open, and now and then on the way, so that a mistake is told
/// before the end.
package struct StatementProgress {
    /// Texts up to this length are parsed at every line.
    private static let short = 2048
    /// Beyond it, how much longer a text is when it is parsed again.
    private static let growth = 4

    /// The lines so far.
    package private(set) var text = ""
    private var scan = StatementScan()
    private var nextParse = 0
    private var isEmpty = true

    /// Makes one without lines.
    package init() {}

    /// Adds a line, or several, and tells whether a prompt can run the text, should ask for more, or should report an error.
    package mutating func add(_ line: String) -> Completeness {
        if !isEmpty { text += "\n" }
        isEmpty = false
        text += line
        for part in line.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            scan.add(line: part)
        }
        let count = text.utf8.count
        guard scan.mayBeWhole || count >= nextParse else { return .incomplete }
        if count > Self.short { nextParse = count * Self.growth }
        return LuaParser.completeness(of: text)
    }
}
