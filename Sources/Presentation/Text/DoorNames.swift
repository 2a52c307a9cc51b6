internal import Model

/// The doors of rows in few letters: what several of them begin with is said once.
enum DoorNames {
    /// The first doors of a row by name; the words that all of them begin with are written once.
    ///
    /// Where they may be cut, rooms stand before the doors of a house: a room has a number.
    static func short(_ row: Row, roomsFirst: Bool = false) -> String {
        var told: Set<String> = []
        let names = ordered(row, roomsFirst).filter { told.insert($0.deviceID).inserted }.map(\.door.shown)
        let common = beginning(of: names)
        var shown = names.prefix(2).map { String($0.dropFirst(common.count).drop { $0 == " " }) }
        shown[0] = common.isEmpty ? shown[0] : "\(common) \(shown[0])"
        return shown.joined(separator: ", ") + (names.count > 2 ? ", … \(names.count - 2) more" : "")
    }

    private static func ordered(_ row: Row, _ roomsFirst: Bool) -> [Row.Member] {
        guard roomsFirst else { return row.members }
        let isRoom = { (member: Row.Member) in member.door.contains(where: \.isNumber) }
        return row.members.filter(isRoom) + row.members.filter { !isRoom($0) }
    }

    /// Whether the first door of a row is seen where the cell is cut as far as it goes.
    static func isShort(_ row: Row, without letters: Int) -> Bool {
        ordered(row, true).first.map {
            TextWidth.of(String($0.door.shown.dropFirst(letters).drop { $0 == " " })) < TextTable.leastCut
        } ?? true
    }

    /// The first words of all of some texts, of which each has more.
    static func beginning(of texts: [String]) -> String {
        let words = texts.map { $0.split(separator: " ") }
        guard words.count > 1, let first = words.first else { return "" }
        let common = words.dropFirst().reduce(first.dropLast()) { common, words in
            zip(common, words.dropLast()).prefix { $0 == $1 }.map(\.0)[...]
        }
        return common.joined(separator: " ")
    }

    /// Rows by what their doors begin with, such as the name of a house, in the order of the first of each; those of which that
    /// is not known are beside an empty name.
    static func houses(of rows: some Sequence<Row>) -> [(name: String, rows: [Row])] {
        houses(of: rows) { $0.members.map(\.door.shown) }
    }

    /// The same of anything that has doors.
    static func houses<Item>(
        of rows: some Sequence<Item>,
        _ doors: (Item) -> [String],
    ) -> [(name: String, rows: [Item])] {
        let own = rows.map { row in (row: row, doors: doors(row)) }
        let known = Set(own.map { beginning(of: $0.doors) }).subtracting([""]).sorted {
            ($0.count, $0) < ($1.count, $1)
        }
        var houses: [(name: String, rows: [Item])] = []
        for (row, doors) in own {
            let name = known.first { name in doors.allSatisfy { "\($0) ".hasPrefix("\(name) ") } } ?? ""
            if let place = houses.firstIndex(where: { $0.name == name }) {
                houses[place].rows.append(row)
            } else {
                houses.append((name, [row]))
            }
        }
        return houses
    }
}
