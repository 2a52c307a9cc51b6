package import CivilTime

/// Which rows of a plan a command asks for: stays by their names, doors, houses and hours; empty, it asks for all.
package struct RowSelection: Hashable, Sendable {
    /// What stays are known by, as `StayText` has it: words of their names and doors, patterns with `*`, keys, ids.
    package var names: [String]
    /// Names of doors, whole, words of them or with `*`, or ids of devices.
    package var doors: [String]

    /// Names of houses.
    package var houses: [String]
    /// Whether only guests are asked for who can open a door now.
    package var isInside = false
    /// A day on the clock of the doors that the stays touch, nil for any.
    package var day: StayDay?
    /// The present instant by the server's clock, which `isInside` and `day` need.
    package var now: Instant?
    /// What the settings say of houses.
    package var described: [House] = []
    /// The houses of devices as the workspace was read, by device id.
    package var homes: [String: String] = [:]
    /// The texts for doors that count as words of their names.
    private var wordsOfDoors: Set<String> = []
    /// The houses that were named by the beginning of their names, by what was typed: one is meant, several are refused.
    private var beginnings: [String: [String]] = [:]

    /// Makes a selection; without names, doors and houses it asks for every row.
    package init(names: [String] = [], doors: [String] = [], houses: [String] = []) {
        self.names = names
        self.doors = doors
        self.houses = houses
    }

    /// Whether every row is asked for.
    package var isEverything: Bool { names.isEmpty && doors.isEmpty && houses.isEmpty && !asksForHours }

    /// Whether it asks for stays by their hours, which only a reading of their codes tells.
    package var asksForHours: Bool { isInside || day != nil }

    /// The same where it is known which doors there are, and of which house: a text that none of them has as its whole name
    /// counts as words.
    package func resolved(among known: Selectable) -> RowSelection {
        var selection = self
        selection.homes = known.homes
        return selection.resolved(among: known.doors)
    }

    /// The same where it is known which doors there are: a text that none of them has as its whole name counts as words; and
    /// a text for a house that no house has as its name stands for the only one whose name begins so.
    package func resolved(among all: some Sequence<(name: String, deviceID: String)>) -> RowSelection {
        var resolved = self
        resolved.beginnings = housesByBeginning
        guard !doors.isEmpty else { return resolved }
        let all = Dictionary(all.map { ($0.deviceID, $0.name) }) { first, _ in first }
        resolved.wordsOfDoors = Set(
            doors.filter { text in !all.contains { DoorText(text).names(door: $0.value, deviceID: $0.key) } }
        )
        return resolved
    }

    /// The houses that are meant by the first words of their names, where none is named so.
    private var housesByBeginning: [String: [String]] {
        guard !houses.isEmpty else { return [:] }
        let known = described.map(\.name) + homes.values
        return houses.reduce(into: [:]) { found, typed in
            let names = HouseText(typed).meant(among: known)
            if names.contains(where: { FoldedName($0) == FoldedName(typed) }) { return }
            if !names.isEmpty { found[typed] = names }
        }
    }

    /// The house that a text stands for.
    private func house(_ typed: String) -> String {
        guard let names = beginnings[typed], names.count == 1 else { return typed }
        return names[0]
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
        if let several = houses.first(where: { beginnings[$0]?.count ?? 0 > 1 }) {
            return Unmatched(what: .severalHouses, text: several, among: beginnings[several] ?? [])
        }
        guard let house = houses.first(where: { house in !all.contains { isOf(house, $0.name, $0.deviceID) } }) else {
            return nil
        }
        return Unmatched(what: .house, text: house, among: homes.values.sorted() + described.map(\.name))
    }

    /// Whether a row is asked for: by one of the names, by one of the doors, by one of the houses, and by its hours, which
    /// are those before it, or the ones of `state` where that is what the doors have now.
    package func contains(_ row: Row, by state: KeyPath<Row.Member, CodeState> = \.before) -> Bool {
        contains(Selectable.Stay(row)) && hasHours(row, state)
    }

    private func hasHours(_ row: Row, _ state: KeyPath<Row.Member, CodeState>) -> Bool {
        guard asksForHours, let now else { return true }
        let doors = row.members.map { member in
            let known = member[keyPath: state].exists ? member[keyPath: state] : member.after
            return Stay.Door(
                accessCodeID: member.accessCodeID,
                deviceID: member.deviceID,
                name: member.door,
                zone: row.zone,
                state: known,
            )
        }
        let stay = Stay(target: row.target, name: row.name, doors: doors, seenAt: now)
        return (!isInside || stay.isInside(at: now)) && day?.touches(stay, now: now) ?? true
    }

    /// Whether some rows are of none of the stays, doors and houses that are asked for, whatever their hours.
    package func isOfNone(of rows: [Row]) -> Bool {
        guard !names.isEmpty || !doors.isEmpty || !houses.isEmpty else { return false }
        return !rows.contains { contains(Selectable.Stay($0)) }
    }

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
        let wanted = FoldedName(self.house(house))
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
            /// One house, and the names of several begin so.
            case severalHouses
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
        let all = [("house", houses.map(house)), ("door", doors), ("name", names)]
        let texts = all.flatMap { word, texts in texts.map { "\(word) \"\($0.shown)\"" } }
        let hours = [isInside ? "guests inside now" : nil, day.map { "stays on \($0.words)" }].compactMap(\.self)
        return (texts + hours).joined(separator: ", ")
    }
}

extension [Row] {
    /// The doors of the rows, by name and device id.
    package var doors: [(name: String, deviceID: String)] {
        flatMap { $0.members.map { (name: $0.door, deviceID: $0.deviceID) } }
    }
}
