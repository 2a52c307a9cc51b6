internal import Model

/// Rows of cells as lines with aligned columns, or one below the other where the page is too narrow for columns.
package struct TextTable {
    /// A cell is cut to so many columns, and no further.
    static let leastCut = 12
    private static let gap = 2

    private var rows: [[String]]
    /// The columns whose cells may be cut, those first that are cut before others are.
    private let cuttable: [[Int]]

    /// Makes a table of its headings; cells of the columns `cutting` may be cut, down to 12 columns of the page, and where
    /// that is not enough those of `last`, too.
    package init(columns: [String], cutting first: [Int] = [], andThen last: [Int] = []) {
        rows = [columns]
        cuttable = [first, last]
    }

    /// Adds a row of as many cells as there are columns.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// Whether it has columns on a page, and no cell is cut.
    func fits(on page: Page, indent: Int) -> Bool {
        let rows = rows.map { $0.map(page.plain) }
        return Self.widths(of: rows, in: page.room(behind: indent), cutting: []) != nil
    }

    /// The lines, without spaces at their ends, set in by some columns.
    package func lines(on page: Page = .endless, indent: Int = 0) -> [String] {
        let rows = rows.map { $0.map(page.plain) }
        let margin = String(repeating: " ", count: indent)
        guard let widths = Self.widths(of: rows, in: page.room(behind: indent), cutting: cuttable) else {
            return rows.dropFirst().flatMap { Self.stacked($0, headings: rows[0], page, margin) }
        }
        return rows.map { cells in
            let line = zip(cells, widths).map { page.cut($0, to: $1).padded(to: $1) }.joined(separator: "  ")
            return (margin + line).trimmingEnd
        }
    }

    /// The widths of the columns, the widest of those that may be cut made smaller until all fit; nil where they do not.
    private static func widths(of rows: [[String]], in room: Int?, cutting cuttable: [[Int]]) -> [Int]? {
        var widths = rows.reduce(into: [Int](repeating: 0, count: rows[0].count)) { widths, cells in
            for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], TextWidth.of(cell)) }
        }
        guard let room else { return widths }
        var excess = widths.reduce(0, +) + gap * (widths.count - 1) - room
        for columns in cuttable {
            while excess > 0, let widest = columns.max(by: { widths[$0] < widths[$1] }), widths[widest] > leastCut {
                widths[widest] -= 1
                excess -= 1
            }
        }
        return excess > 0 ? nil : widths
    }

    /// A row without columns: its first cell, and below it the others, each behind its heading.
    private static func stacked(_ cells: [String], headings: [String], _ page: Page, _ margin: String) -> [String] {
        let inner = margin + "    "
        let room = page.room(behind: inner.count) ?? .max
        var lines = [""]
        for (heading, cell) in zip(headings, cells).dropFirst() where !cell.isEmpty {
            let item = heading.isEmpty ? cell : "\(heading) \(cell)"
            let last = lines[lines.count - 1]
            let joined = last.isEmpty ? item : "\(last)  \(item)"
            if last.isEmpty || TextWidth.of(joined) <= room {
                lines[lines.count - 1] = joined
            } else {
                lines.append(item)
            }
        }
        let below = lines.filter { !$0.isEmpty }.flatMap { page.lines(inner + $0) }
        // What goes on with the row above has no name of its own.
        guard cells[0].contains(where: { $0 != " " }) else { return below }
        return [page.cut(margin + cells[0], to: page.width ?? .max)] + below
    }
}
