package import CivilTime
package import Model

/// What a row changes, in one line on the clock of its doors.
package struct ChangeText {
    package let row: Row
    package let now: Instant
    /// Whether a heading names the zone.
    package var isUnderItsZone = false

    /// `ends Tue 24 Nov 11:00 → 13:00`, for each field that changes.
    package var line: String {
        if row.changesDoors { return DoorsText(row: row, now: now).line }
        guard let before = row.before, let after = row.after else { return ofEachDoor }
        if row.sendsAgain {
            return "the same hours sent again, until \(before.endsAt.map { full($0) + suffix } ?? "never")"
        }
        return move(before, after)
    }

    /// What changes on doors that have different hours, those with the same together: `ends … on Front; ends … on Room 204`.
    private var ofEachDoor: String {
        guard !row.sendsAgain else { return "different hours on its doors" }
        var doors: [(move: String, names: [String])] = []
        for member in row.members {
            let move = member.before.hasHours(of: member.after) ? "as it was" : move(member.before, member.after)
            if let place = doors.firstIndex(where: { $0.move == move }) {
                doors[place].names.append(member.door.shown)
            } else {
                doors.append((move, [member.door.shown]))
            }
        }
        return doors.map { "\($0.move) on \($0.names.joined(separator: ", "))" }.joined(separator: "; ")
    }

    private func move(_ before: CodeState, _ after: CodeState) -> String {
        var parts: [String] = []
        if row.changes.contains(.startsAt) { parts.append("starts \(move(before.startsAt, after.startsAt))") }
        if row.changes.contains(.endsAt) { parts.append("ends \(move(before.endsAt, after.endsAt))") }
        if row.changes.contains(.name) {
            parts.append("named \(before.name?.shown ?? "nothing") → \(after.name?.shown ?? "nothing")")
        }
        return parts.joined(separator: ", ")
    }

    /// The doors by name.
    package var doors: String {
        // With a new PIN a door has an old code and a new one.
        var seen: Set<String> = []
        let members = row.members.filter { seen.insert($0.deviceID).inserted }
        return members.map(\.door.shown).joined(separator: ", ")
    }

    private func move(_ before: Instant?, _ after: Instant?) -> String {
        let from = before.map(full) ?? "never"
        guard let after else { return "\(from) → never\(suffix)" }
        guard let before, LocalTime.isSameDay(before, after, row.zone) else {
            return "\(from) → \(full(after))\(suffix)"
        }
        return "\(from) → \(LocalTime.clock(after, row.zone))\(suffix)"
    }

    private func full(_ instant: Instant) -> String {
        LocalTime.dayAndTime(instant, row.zone, near: now)
    }

    private var suffix: String { isUnderItsZone ? row.zone == nil ? " UTC" : "" : " \(row.zone?.shown ?? "UTC")" }
}
