/// Stays as a table; on a page that is too narrow each house is said once above its stays, and what is to be said of a stay
/// stands below it, so that its room can be read.
struct StayTable {
    /// The doors of a stay that have the same hours.
    struct Row {
        /// How the stay is called; empty where the row goes on with the one above.
        let name: String
        /// The names of the doors.
        let doors: [String]
        let from: String
        let until: String
        /// What is to be said of it, the shortest first.
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

    /// The rows of a house, whose name is not said again before each door.
    private static func narrow(_ rows: [Row], of house: String, on page: Page) -> [String] {
        // Where cells have to be cut, the room is what is looked for, and its house and the other doors are not.
        var table = TextTable(columns: columns, cutting: [0], andThen: [1])
        for row in rows {
            let doors = row.doors.map { String($0.dropFirst(house.count).drop { $0 == " " }) }
            table.add(cells(row, doors, Array(row.notes.prefix(1))))
        }
        let lines = table.lines(on: page)
        // In a page that has no columns each row has lines of its own.
        guard lines.count == rows.count + 1 else {
            return lines + rows.flatMap { row in below(row, on: page, named: true) }
        }
        return [lines[0]] + zip(lines.dropFirst(), rows).flatMap { line, row in [line] + below(row, on: page) }
    }

    /// What is said of a stay beside the first note.
    private static func below(_ row: Row, on page: Page, named isNamed: Bool = false) -> [String] {
        row.notes.dropFirst().flatMap {
            page.lines("      \(isNamed && !row.name.isEmpty ? "\(row.name): " : "")\($0)")
        }
    }
}
