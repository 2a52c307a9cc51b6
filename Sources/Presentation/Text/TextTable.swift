internal import Model

/// Rows of cells as lines with aligned columns.
package struct TextTable {
    private var rows: [[String]]

    /// Makes a table of its headings.
    package init(columns: [String]) {
        rows = [columns]
    }

    /// Adds a row of as many cells as there are columns.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, without spaces at their ends.
    package var lines: [String] {
        let widths = rows.reduce(into: [Int](repeating: 0, count: rows[0].count)) { widths, cells in
            for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], TextWidth.of(cell)) }
        }
        return rows.map { cells in
            let line = zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            return String(line.reversed().drop(while: { $0 == " " }).reversed())
        }
    }
}
