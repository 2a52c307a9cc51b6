/// Stays as a table; on a page that is too narrow each house is said once above its stays, and the hours stand below each
/// where they have no room beside it: a name and a room are read before them.
struct StayTable {
    /// The doors of a stay that have the same hours.
    struct Row {
        /// How the stay is called; empty where the row goes on with the one above.
        let name: String
        /// The names of the doors.
        let doors: [String]
        let from: String
        let until: String
        /// What is to be said of it.
        let notes: [String]
    }

    /// The rows.
    let rows: [Row]

    private static let columns = ["  name", "doors", "from", "until", ""]

    /// The lines.
    func lines(on page: Page) -> [String] {
        var table = TextTable(columns: Self.columns, cutting: [0, 1])
        for row in rows { table.add(Self.cells(row, row.doors, row.notes)) }
        guard !table.fits(on: page, indent: 0) else { return table.lines(on: page) }
        return DoorNames.houses(of: rows, \.doors).flatMap { house in
            (house.name.isEmpty ? [] : page.lines("  \(house.name)"))
                + Self.narrow(house.rows, of: house.name, on: page)
        }
    }

    private static func cells(_ row: Row, _ doors: [String], _ notes: [String]) -> [String] {
        ["  \(row.name)", doors.joined(separator: ", "), row.from, row.until, notes.joined(separator: "   ")]
    }

    /// The rows of a house, whose name is not said again before each door; on two lines each where they have no room on one.
    private static func narrow(_ rows: [Row], of house: String, on page: Page) -> [String] {
        var table = TextTable(columns: columns)
        var names = TextTable(columns: Array(columns.prefix(2)), cutting: [0, 1])
        for row in rows {
            let doors = row.doors.map { String($0.dropFirst(house.count).drop { $0 == " " }) }
            table.add(cells(row, doors, row.notes))
            names.add(Array(cells(row, doors, []).prefix(2)))
        }
        guard !table.fits(on: page, indent: 0) else { return table.lines(on: page) }
        let lines = names.lines(on: page).dropFirst()
        guard lines.count == rows.count else { return table.lines(on: page) }
        return zip(lines, rows).flatMap { line, row in
            [line] + page.lines("      \((["\(row.from) – \(row.until)"] + row.notes).joined(separator: "   "))")
        }
    }
}
