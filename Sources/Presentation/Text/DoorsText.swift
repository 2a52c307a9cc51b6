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
        case .doors, .hours: "doors \(what)\(kept)"
        }
    }

    /// The sort of what happens, the same for many rows.
    var sort: String {
        guard row.change == .doors else { return what }
        return isNewPIN ? "a new PIN" : row.endedCount == 0 ? "a code with the stay's PIN" : "other doors"
    }

    private var isNewPIN: Bool { !row.keepsPIN && row.endedCount == row.madeCount }

    private var kept: String {
        let names = doors(.keep)
        return names == "nothing" ? "" : ", keeps \(names)"
    }

    private func doors(_ part: Row.Member.Part) -> String {
        let names = row.members.filter { $0.part == part }.map(\.door.shown)
        return names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }

    private func hours(_ state: CodeState?) -> String {
        guard let start = state?.startsAt, let end = state?.endsAt else { return "different hours" }
        return "\(LocalTime.dayAndTime(start, row.zone, near: now)) to \(LocalTime.zoned(end, row.zone, near: now))"
    }
}
