/// The first rows of a table, split without a word about what is wrong with them.
struct CSVSample {
    /// One row: its line, and its cells.
    struct Row {
        let line: Int
        let cells: [String]

        /// How many cells have something in them.
        var filled: Int { cells.count { !$0.isEmpty } }
    }

    private static let mostRows = 200
    private static let mostCells = 1_000

    /// The rows with something in them.
    private(set) var rows: [Row] = []

    /// Splits the beginning of a table; of one that goes on the last row is dropped, because it may be cut.
    init(_ head: [UInt8], separator: UInt8, skipping lines: Int, isWhole: Bool) {
        var scan = CSVScan(bytes: head, separator: separator)
        var isCut = false
        while !scan.isAtEnd, rows.count < Self.mostRows {
            let line = scan.line
            let cells = scan.row(most: Self.mostCells)
            isCut = scan.isAtEnd
            guard line > lines, cells.contains(where: { !$0.isEmpty }) else { continue }
            rows.append(Row(line: line, cells: cells))
        }
        if isCut, !isWhole, rows.count > 1 { rows.removeLast() }
    }
}

/// Goes through the bytes of a table cell by cell.
private struct CSVScan {
    private static let quote = UInt8(ascii: "\"")

    let bytes: [UInt8]
    let separator: UInt8
    var at = 0
    var line = 1

    var isAtEnd: Bool { at >= bytes.count }

    mutating func row(most: Int) -> [String] {
        var cells: [String] = []
        repeat {
            let cell = cell()
            if cells.count < most { cells.append(CSVCell.clean(text(of: cell))) }
        } while skipSeparator()
        skipLineEnd()
        return cells
    }

    private mutating func cell() -> Range<Int> {
        let start = at
        if !isAtEnd, bytes[at] == Self.quote { passQuotes() }
        while !isAtEnd, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 { at += 1 }
        return start..<at
    }

    private func text(of cell: Range<Int>) -> String {
        let text = bytes[cell.prefix(4_096)]
        return String(
            decoding: text.first == Self.quote ? text.filter { $0 != Self.quote } : Array(text),
            as: UTF8.self
        )
    }

    private mutating func passQuotes() {
        at += 1
        while !isAtEnd, bytes[at] != Self.quote {
            if bytes[at] == 10 || (bytes[at] == 13 && !(at + 1 < bytes.count && bytes[at + 1] == 10)) { line += 1 }
            at += 1
        }
        at = min(at + 1, bytes.count)
    }

    private mutating func skipSeparator() -> Bool {
        guard !isAtEnd, bytes[at] == separator else { return false }
        at += 1
        return true
    }

    private mutating func skipLineEnd() {
        guard !isAtEnd else { return }
        if bytes[at] == 13, at + 1 < bytes.count, bytes[at + 1] == 10 { at += 1 }
        at += 1
        line += 1
    }
}
