internal import CivilTime
package import Model

/// Doors whose locks cannot be reached: since when, that nothing on them can be confirmed, and what to do for the guest.
package struct OfflineDoorText {
    private static let shownDoors = 20
    /// For how many guests a line is given.
    private static let shownGuests = 3

    private let doors: [OfflineDoor]
    private let shown: Int

    /// Makes the text of doors; many are counted unless all are asked for.
    package init(_ doors: [OfflineDoor], showsAll: Bool = false) {
        self.doors = doors
        shown = showsAll ? doors.count : Self.shownDoors
    }

    /// The lines, none where no door is offline.
    package var lines: [String] {
        guard !doors.isEmpty else { return [] }
        var lines = doors.prefix(shown).map { door in
            let since =
                door.since.map { " since \(LocalTime.zoned($0.toTheMinute, door.zone, near: door.readAt))" } ?? ""
            return
                "OFFLINE  \(door.name.shown)\(since): what its lock has cannot be confirmed until it is back"
        }
        if doors.count > shown { lines.append("  … \(doors.count - shown) more: --verbose") }
        return lines + meanwhile
    }

    /// What to do for who stands there.
    private var meanwhile: [String] {
        var guests: [OfflineDoor.Guest] = []
        for guest in doors.flatMap(\.guests) where !guests.contains(guest) { guests.append(guest) }
        let it = doors.count == 1 ? "it" : "them"
        guard !guests.isEmpty else { return ["  Meanwhile open \(it) with a key or send somebody."] }
        let names = guests.map(\.name)
        let lines = guests.prefix(Self.shownGuests).map { guest in
            "    keyshift why \(ShellWords.quoted(TypedStay.word(guest.target, guest.name, among: names)))"
        }
        let rest = guests.count > lines.count ? ["    … and \(guests.count - lines.count) more guests"] : []
        return
            ["  Meanwhile open \(it) with a key or send somebody; what each guest who has \(it) now can open with:"]
            + lines + rest
    }
}
