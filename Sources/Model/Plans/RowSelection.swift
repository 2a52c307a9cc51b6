/// Which rows of a plan a command asks for: stays by their names, and doors; empty, it asks for all.
package struct RowSelection: Hashable, Sendable {
    /// Names of stays: the whole name, its first words, or a pattern with `*`; a key or an id as well.
    package var names: [String]
    /// Names of doors, whole or with `*`, or ids of devices.
    package var doors: [String]

    /// Makes a selection; without names and doors it asks for every row.
    package init(names: [String] = [], doors: [String] = []) {
        self.names = names
        self.doors = doors
    }

    /// Whether every row is asked for.
    package var isEverything: Bool { names.isEmpty && doors.isEmpty }

    /// Whether a row is asked for: by one of the names, and by one of the doors.
    package func contains(_ row: Row) -> Bool {
        (names.isEmpty || names.contains { Self.isName($0, of: row) })
            && (doors.isEmpty || doors.contains { Self.isDoor($0, of: row) })
    }

    /// Whether one of the doors, by name and device id, is asked for.
    package func containsDoor(in doors: [(name: String, deviceID: String)]) -> Bool {
        self.doors.isEmpty
            || self.doors.contains { text in doors.contains { Self.isDoor(text, $0.name, $0.deviceID) } }
    }

    /// The first name or door that no row has.
    package func unmatched(in rows: [Row]) -> Unmatched? {
        if let name = names.first(where: { name in !rows.contains { Self.isName(name, of: $0) } }) {
            return Unmatched(what: .name, text: name, among: rows.map(\.handle))
        }
        if let door = doors.first(where: { door in !rows.contains { Self.isDoor(door, of: $0) } }) {
            return Unmatched(what: .door, text: door, among: rows.flatMap { $0.members.map(\.door) })
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
            /// Each name and each door is there, and no stay has both.
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
        let (wanted, name) = (text.foldedName, row.handle.foldedName)
        if wanted.contains("*") { return NamePattern(wanted).matches(name) }
        return name == wanted || name.hasPrefix(wanted + " ")
    }

    private static func isDoor(_ text: String, of row: Row) -> Bool {
        row.members.contains { isDoor(text, $0.door, $0.deviceID) }
    }

    private static func isDoor(_ text: String, _ name: String, _ deviceID: String) -> Bool {
        if deviceID == text { return true }
        let (wanted, name) = (text.foldedName, name.foldedName)
        return wanted.contains("*") ? NamePattern(wanted).matches(name) : name == wanted
    }
}

extension String {
    /// The name as it is compared: in small letters, with single spaces; equal forms of Unicode compare equal anyway.
    fileprivate var foldedName: String {
        lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
