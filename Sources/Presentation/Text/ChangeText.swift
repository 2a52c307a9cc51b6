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
        guard let before = row.before, let after = row.after else { return "different hours on its doors" }
        if row.sendsAgain {
            return "the same hours sent again, until \(before.endsAt.map { full($0) + suffix } ?? "never")"
        }
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
