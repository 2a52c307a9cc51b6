/// Which rows of a plan a command asks for: stays by their names, doors, and houses; empty, it asks for all.
package struct RowSelection: Hashable, Sendable {
    /// What stays are known by, as `StayText` has it: words of their names and doors, patterns with `*`, keys, ids.
    package var names: [String]
    /// Names of doors, whole, words of them or with `*`, or ids of devices.
    package var doors: [String]

    /// Names of houses.
    package var houses: [String]
    /// What the settings say of houses.
    package var described: [House] = []
    /// The houses of devices as the workspace was read, by device id.
    package var homes: [String: String] = [:]
    /// The texts for doors that count as words of their names.
    private var wordsOfDoors: Set<String> = []

    /// Makes a selection; without names, doors and houses it asks for every row.
    package init(names: [String] = [], doors: [String] = [], houses: [String] = []) {
        self.names = names
        self.doors = doors
        self.houses = houses
    }

    /// Whether every row is asked for.
    package var isEverything: Bool { names.isEmpty && doors.isEmpty && houses.isEmpty }

    /// The same where it is known which doors there are, and of which house: a text that none of them has as its whole name
    /// counts as words.
    package func resolved(among known: Selectable) -> RowSelection {
        var selection = resolved(among: known.doors)
        selection.homes = known.homes
        return selection
    }

    /// The same where it is known which doors there are: a text that none of them has as its whole name counts as words.
    package func resolved(among all: some Sequence<(name: String, deviceID: String)>) -> RowSelection {
        guard !doors.isEmpty else { return self }
        let all = Dictionary(all.map { ($0.deviceID, $0.name) }) { first, _ in first }
        var resolved = self
        resolved.wordsOfDoors = Set(
            doors.filter { text in !all.contains { DoorText(text).names(door: $0.value, deviceID: $0.key) } }
        )
        return resolved
    }

    /// Whether one of the texts for doors is meant for a door.
    private func isDoor(_ text: String, _ name: String, _ deviceID: String) -> Bool {
        let wanted = DoorText(text)
        return wanted.names(door: name, deviceID: deviceID) || wordsOfDoors.contains(text) && wanted.hasWords(in: name)
    }

    /// The first of the doors and the houses that is not among some doors.
    package func unmatchedPlace(among all: [(name: String, deviceID: String)]) -> Unmatched? {
        if let door = doors.first(where: { text in !all.contains { isDoor(text, $0.name, $0.deviceID) } }) {
            return Unmatched(what: .door, text: door, among: all.map(\.name))
        }
        guard let house = houses.first(where: { house in !all.contains { isOf(house, $0.name, $0.deviceID) } }) else {
            return nil
        }
        return Unmatched(what: .house, text: house, among: homes.values.sorted() + described.map(\.name))
    }

    /// Whether a row is asked for: by one of the names, by one of the doors, and by one of the houses.
    package func contains(_ row: Row) -> Bool { contains(Selectable.Stay(row)) }

    /// Whether a stay is asked for.
    package func contains(_ stay: Selectable.Stay) -> Bool {
        (names.isEmpty || names.contains { stay.isKnown(by: $0) }) && containsDoor(in: stay.places)
    }

    /// Whether one of the doors, by name and device id, is asked for, and one of them is of a house that is.
    package func containsDoor(in doors: [(name: String, deviceID: String)]) -> Bool {
        let isOnDoor = self.doors.contains { text in
            doors.contains { isDoor(text, $0.name, $0.deviceID) }
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

    /// The first of the names, doors and houses that none of some stays and doors has; where each is there, whether no
    /// stay and no door has them together.
    package func unmatched(in known: Selectable) -> Unmatched? {
        if let name = names.first(where: { name in !known.stays.contains { $0.isKnown(by: name) } }) {
            return Unmatched(what: .name, text: name, among: known.stays.map(\.handle))
        }
        if let place = unmatchedPlace(among: known.doors) { return place }
        guard [names, doors, houses].count(where: { !$0.isEmpty }) > 1, !known.stays.contains(where: { contains($0) })
        else {
            return nil
        }
        if names.isEmpty, known.doors.contains(where: { containsDoor(in: [$0]) }) { return nil }
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

    /// What was typed, as words: `house "Fort House", door "Room 2"`; empty where everything is asked for.
    package var words: String {
        let all = [("house", houses), ("door", doors), ("name", names)]
        return all.flatMap { word, texts in texts.map { "\(word) \"\($0.shown)\"" } }.joined(separator: ", ")
    }
}

extension [Row] {
    /// The doors of the rows, by name and device id.
    package var doors: [(name: String, deviceID: String)] {
        flatMap { $0.members.map { (name: $0.door, deviceID: $0.deviceID) } }
    }
}
