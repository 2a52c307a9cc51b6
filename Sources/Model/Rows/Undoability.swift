package import CivilTime

/// Whether the hours that a row changes can be given back.
package enum Undoability {
    /// Why a row cannot be undone at `now`, nil when it can.
    ///
    /// The API unsets no name and gives no code back its lack of an end, and it takes no end that is over.
    package static func obstacle(of row: Row, at now: Instant) -> String? {
        if row.changesDoors { return obstacle(ofDoors: row, at: now) }
        if row.sendsAgain { return "the hours are those from before" }
        let changesHours = !row.changes.isDisjoint(with: [.startsAt, .endsAt])
        for member in row.members {
            if row.changes.contains(.name), member.before.name == nil {
                return "the code on \(member.door.shown) had no name, and a name cannot be taken away"
            }
            guard changesHours else { continue }
            guard member.before.kind == .timeBound, member.before.startsAt != nil, let end = member.before.endsAt else {
                return "the code on \(member.door.shown) had no end before, and is not given back a PIN that never ends"
            }
            guard end > now else {
                return "the old end, \(LocalTime.zoned(end, row.zone, near: now)), is over"
            }
            if let newEnd = member.after.endsAt, newEnd <= now {
                return "the new end, \(LocalTime.zoned(newEnd, row.zone, near: now)), is over, and the code with it"
            }
        }
        return nil
    }

    /// A cancelled PIN is gone, and no call makes it again; codes that were made can be ended until they end by themselves.
    private static func obstacle(ofDoors row: Row, at now: Instant) -> String? {
        if row.change == .cancel { return "a cancelled PIN is gone, and nothing gives it back" }
        if let code = row.repinned.first {
            return "the other PIN of \(code.door.shown) is gone, and nothing gives it back"
        }
        guard row.change == .doors, !row.keepsPIN, row.endedCount > 0 else {
            let ends = row.members.filter { $0.part == .add }.compactMap(\.after.endsAt)
            guard let end = ends.max(), end <= now else { return nil }
            return "its end, \(LocalTime.zoned(end, row.zone, near: now)), is over, and the codes with it"
        }
        return "the old PIN is gone, and nothing gives it back"
    }

    /// Until when a row can be undone, nil where it never can or where nothing limits it.
    ///
    /// The API takes no end that is over, and it deletes a code at its end: what ends earlier now is gone by then.
    package static func deadline(of row: Row) -> Instant? {
        guard !row.sendsAgain, row.changesDoors || !row.changes.isDisjoint(with: [.startsAt, .endsAt]) else {
            return nil
        }
        return row.members.flatMap { [$0.before.endsAt, $0.after.endsAt] }.compactMap(\.self).min()
    }
}
