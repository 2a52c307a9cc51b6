/// Which rows of a plan a command asks for: stays by their names, doors, and houses; empty, it asks for all.
package struct RowSelection: Hashable, Sendable {
    /// Names of stays: the whole name, its first words, or a pattern with `*`; a key or an id as well.
    package var names: [String]
    /// Names of doors, whole or with `*`, or ids of devices.
    package var doors: [String]

    /// Names of houses.
    package var houses: [String]
    /// What the settings say of houses.
    package var described: [House] = []
    /// The houses of devices as the workspace was read, by device id.
    package var homes: [String: String] = [:]

    /// Makes a selection; without names, doors and houses it asks for every row.
    package init(names: [String] = [], doors: [String] = [], houses: [String] = []) {
        self.names = names
        self.doors = doors
        self.houses = houses
    }

    /// Whether every row is asked for.
    package var isEverything: Bool { names.isEmpty && doors.isEmpty && houses.isEmpty }

    /// Whether a row is asked for: by one of the names, by one of the doors, and by one of the houses.
    package func contains(_ row: Row) -> Bool {
        (names.isEmpty || names.contains { Self.isName($0, of: row) })
            && containsDoor(in: row.members.map { ($0.door, $0.deviceID) })
    }

    /// Whether one of the doors, by name and device id, is asked for, and one of them is of a house that is.
    package func containsDoor(in doors: [(name: String, deviceID: String)]) -> Bool {
        let isOnDoor = self.doors.contains { text in
            doors.contains { DoorText(text).names(door: $0.name, deviceID: $0.deviceID) }
        }
        let isInHouse = houses.contains { house in doors.contains { isOf(house, $0.name, $0.deviceID) } }
        return (self.doors.isEmpty || isOnDoor) && (houses.isEmpty || isInHouse)
    }

    /// Whether a door is of a house: as the settings say, else as the workspace was read, else by the beginning of its name.
    private func isOf(_ house: String, _ door: String, _ deviceID: String) -> Bool {
        let wanted = FoldedName(house)
        if let described = described.first(where: { FoldedName($0.name) == wanted }) {
            return described.has(door: door, deviceID: deviceID)
        }
        if let home = homes[deviceID] { return FoldedName(home) == wanted }
        return wanted.begins(FoldedName(door))
    }

    /// The first name or door that no row has.
    package func unmatched(in rows: [Row]) -> Unmatched? {
        if let name = names.first(where: { name in !rows.contains { Self.isName(name, of: $0) } }) {
            return Unmatched(what: .name, text: name, among: rows.map(\.handle))
        }
        if let door = doors.first(where: { door in !rows.contains { Self.isDoor(door, of: $0) } }) {
            return Unmatched(what: .door, text: door, among: rows.flatMap { $0.members.map(\.door) })
        }
        let doors = rows.flatMap { $0.members.map { (name: $0.door, deviceID: $0.deviceID) } }
        if let house = houses.first(where: { house in !doors.contains { isOf(house, $0.name, $0.deviceID) } }) {
            return Unmatched(what: .house, text: house, among: homes.values.sorted() + described.map(\.name))
        }
        guard !isEverything, !rows.isEmpty, !rows.contains(where: contains) else { return nil }
        return Unmatched(what: .both, text: names.first ?? "", among: [])
    }

    /// What was asked for and is not there.
    package struct Unmatched: Hashable, Sendable {
        /// What the text was to name.
        package enum What: Hashable, Sendable {
            /// A stay.
            case name
            /// A door.
            case door
            /// A house.
            case house
            /// Each of them is there, and no stay has all.
            case both
        }

        /// What the text was to name.
        package let what: What
        /// The text as it was typed.
        package let text: String
        /// What there is.
        package let among: [String]

        /// Makes it of its parts.
        package init(what: What, text: String, among: [String]) {
            self.what = what
            self.text = text
            self.among = among
        }
    }

    private static func isName(_ text: String, of row: Row) -> Bool {
        if row.target.identifier == text { return true }
        let (wanted, name) = (FoldedName(text), FoldedName(row.handle))
        return wanted.hasStar ? wanted.fits(name) : wanted.begins(name)
    }

    private static func isDoor(_ text: String, of row: Row) -> Bool {
        row.members.contains { DoorText(text).names(door: $0.door, deviceID: $0.deviceID) }
    }
}
