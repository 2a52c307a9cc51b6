import CivilTime
internal import Model

/// The sentences about one row, in the time of its doors.
struct RowWording {
    private let row: Row
    private let zone: Zone

    init(_ row: Row) {
        self.row = row
        zone = row.zone.flatMap { try? Zone.named($0) } ?? .utc
    }

    /// What was planned and what was found instead, for a row that was not touched.
    func conflict(_ comparison: RowComparison) -> RowError {
        let message = differences(comparison) + "; nothing was sent"
        guard hasMore(comparison) else {
            var error = RowError(code: .conflict, message: message)
            for (member, state) in zip(row.members, comparison.states) { error.found[member.accessCodeID] = state }
            error.isOfLostCode = comparison.findings.contains(.missing)
            return error
        }
        return RowError(code: .endsLater, message: message + "; that is more than was wanted")
    }

    /// Whether the row was to give time, and each code that was found has all of it and more.
    private func hasMore(_ comparison: RowComparison) -> Bool {
        guard row.changes.contains(.endsAt), !row.changes.contains(.name), row.onlyGainsTime else { return false }
        var isMore = false
        for (member, state) in zip(row.members, comparison.states) {
            guard let state, state.kind == .timeBound, let end = state.endsAt, let wanted = member.after.endsAt,
                let start = state.startsAt, let begin = member.after.startsAt, end >= wanted, start <= begin
            else { return false }
            isMore = isMore || end > wanted
        }
        return isMore
    }

    /// Why no single call can bring the codes to where they shall be.
    func unsendable(_ comparison: RowComparison) -> RowError {
        let states = comparison.states.compactMap(\.self)
        let isUnknown = states.contains { $0.startsAt == nil || $0.endsAt == nil }
        let message =
            isUnknown
            ? "the start or the end of the codes is not known, and both must be sent together; nothing was sent"
            : "the codes of the group have different hours now, and one change would make them equal; nothing was sent; "
                + "align the group first, or change its codes one by one"
        return RowError(code: .conflict, message: message)
    }

    /// Codes that lost their end.
    func lostEnd(_ comparison: RowComparison, requestID: String?) -> RowError {
        let doors = doors(comparison) { $0 == .ongoing }
        let message =
            "the code has no end any more and opens for ever: \(doors); give it its hours again now, "
            + "or delete it in the Seam Console"
        return RowError(code: .lostEnd, message: message, requestID: requestID)
    }

    /// Members that reading cannot settle after a send.
    func look(_ comparison: RowComparison, requestID: String?) -> RowError {
        let vanished = comparison.findings.contains(.missing)
        let place =
            vanished
            ? "see in the Seam Console, or in the lock's own app, whether a code is on \(doors(comparison) { $0 == .missing })"
            : "see in the Seam Console who changed it, and plan again"
        let message = "after the change was sent: \(differences(comparison)); \(place)"
        return RowError(code: .look, message: message, requestID: requestID)
    }

    /// A change that reading has not shown.
    func pending(_ problem: RowError?, requestID: String?) -> RowError {
        let message =
            "the change was sent, and Seam's record does not show it yet; resume the run to read it again"
            + (problem.map { " (\($0.message))" } ?? "")
        return RowError(code: problem?.code ?? .pending, message: message, requestID: requestID ?? problem?.requestID)
    }

    /// A reading that took too long to be relied on.
    static let readLate = RowError(
        code: .timeout,
        message: "the codes were read, but each answer came so late that they may have changed since",
    )

    /// A row that could not be sent or read at all.
    func unreachable(_ error: RowError) -> RowError {
        RowError(code: error.code, message: "\(error.message); nothing was sent", requestID: error.requestID)
    }

    /// What was found instead; doors that show the same are told together.
    private func differences(_ comparison: RowComparison) -> String {
        var texts: [String] = []
        var doorsByText: [String: [String]] = [:]
        for (member, found) in zip(row.members, zip(comparison.findings, comparison.states)) {
            guard found.0 != .after, found.0 != .before else { continue }
            let now = found.1.map(describe) ?? nothing
            let text = "planned from \(describe(member.before)), found \(now)"
            if doorsByText[text] == nil { texts.append(text) }
            doorsByText[text, default: []].append(member.door.shown)
        }
        let all = texts.map { text in
            let doors = doorsByText[text] ?? []
            return doors.count == row.members.count ? text : "\(Self.list(doors, separator: ", ")): \(text)"
        }
        return Self.list(all, separator: "; ")
    }

    /// What is found where Seam has nothing any more.
    private var nothing: String {
        row.isOfGrant
            ? "no access grant: it was deleted or is no longer managed"
            : "no code: it was deleted or is no longer managed"
    }

    private func doors(_ comparison: RowComparison, where isMeant: (RowComparison.Finding) -> Bool) -> String {
        let doors = zip(row.members, comparison.findings).filter { isMeant($0.1) }.map(\.0.door.shown)
        return Self.list(doors, separator: ", ")
    }

    private func describe(_ state: CodeState) -> String {
        var parts: [String] = []
        if state.kind == .ongoing { parts.append("no end") }
        if row.changes.contains(.startsAt), let startsAt = state.startsAt { parts.append("starts \(text(startsAt))") }
        if row.changes.contains(.endsAt), let endsAt = state.endsAt { parts.append("ends \(text(endsAt))") }
        if row.changes.contains(.name) { parts.append(state.name.map { "the name \"\($0.shown)\"" } ?? "no name") }
        return parts.isEmpty ? "no hours" : parts.joined(separator: ", ")
    }

    private func text(_ instant: Instant) -> String {
        let wall = zone.civil(at: instant)
        let day = "\(wall.date.weekday.shortName) \(wall.date.day) \(wall.date.monthName.shortName)"
        let seconds = wall.time.second == 0 ? "" : ":" + Self.twoDigits(wall.time.second)
        let clock = "\(Self.twoDigits(wall.time.hour)):\(Self.twoDigits(wall.time.minute))\(seconds)"
        return "\(day) \(clock)" + (row.zone == nil || zone == .utc ? " UTC" : "")
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func list(_ items: [String], separator: String) -> String {
        let shown = items.prefix(3).joined(separator: separator)
        return items.count > 3 ? "\(shown)\(separator)and \(items.count - 3) more" : shown
    }
}
