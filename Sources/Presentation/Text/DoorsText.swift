internal import CivilTime
internal import Model

/// What a row does that makes or ends codes, in words.
struct DoorsText {
    let row: Row
    let now: Instant

    /// What happens, without the hours: `made`, `cancelled`, `Room 12 → Room 14`, `a new PIN`.
    var what: String {
        switch row.change {
        case .create: "made"
        case .cancel: "cancelled"
        case .doors where isNewPIN: "a new PIN"
        case .doors where row.endedCount == 0: "\(doors(.add)) too"
        case .doors where !row.repinned.isEmpty: onePIN
        case .doors, .hours: "\(doors(.drop)) → \(doors(.add))"
        }
    }

    /// What happens, in one line on the clock of its doors.
    var line: String {
        switch row.change {
        case .create: "codes made on \(doors(.add)), \(hours(row.after))"
        case .cancel: "codes cancelled on \(doors(.drop)), which had \(hours(row.before))"
        case .doors where isNewPIN: "a new PIN on \(doors(.add))"
        case .doors where row.endedCount == 0: "a code for \(doors(.add)) with the stay's PIN\(kept)"
        case .doors where !row.repinned.isEmpty: "\(onePIN)\(kept)"
        case .doors, .hours: "doors \(what)\(kept)"
        }
    }

    /// The sort of what happens, the same for many rows.
    var sort: String {
        guard row.change == .doors else { return what }
        if isNewPIN { return "a new PIN" }
        if !row.repinned.isEmpty { return "one PIN on all doors" }
        return row.endedCount == 0 ? "a code with the stay's PIN" : "other doors"
    }

    private var isNewPIN: Bool { !row.keepsPIN && row.endedCount == row.madeCount }

    /// `Room 204: another PIN → that of the stay`, with what else it gets and gives up.
    private var onePIN: String {
        let repinned = row.repinned
        let devices = Set(repinned.map(\.deviceID))
        let made = row.members.filter { $0.part == .add && !devices.contains($0.deviceID) }
        let ended = row.members.filter { $0.part == .drop && !devices.contains($0.deviceID) }
        var parts = ["\(Self.names(repinned)): another PIN → that of the stay"]
        if !ended.isEmpty { parts.append("\(Self.names(ended)) → \(made.isEmpty ? "nothing" : Self.names(made))") }
        if ended.isEmpty, !made.isEmpty { parts.append("\(Self.names(made)) too") }
        return parts.joined(separator: ", ")
    }

    private var kept: String {
        let names = doors(.keep)
        return names == "nothing" ? "" : ", keeps \(names)"
    }

    private func doors(_ part: Row.Member.Part) -> String {
        let members = row.members.filter { $0.part == part }
        return members.isEmpty ? "nothing" : Self.names(members)
    }

    /// The names of doors, each once: a stay can have two codes on one.
    private static func names(_ members: [Row.Member]) -> String {
        var devices: Set<String> = []
        return members.filter { devices.insert($0.deviceID).inserted }.map(\.door.shown).joined(separator: ", ")
    }

    private func hours(_ state: CodeState?) -> String {
        guard let start = state?.startsAt, let end = state?.endsAt else { return "different hours" }
        return "\(LocalTime.dayAndTime(start, row.zone, near: now)) to \(LocalTime.zoned(end, row.zone, near: now))"
    }
}
