internal import CivilTime
internal import Journal
internal import Model

/// Finds out who changed the groups that a plan did not find as it was made from.
struct ConflictOrigin {
    /// More conflicts than this are told without their origin.
    private static let most = 200

    let journal: any Journal
    /// Since when the change must have happened: the plan was made from hours that were read then.
    let since: Instant
    /// The runs that are no answer: the plan's own, and the one that it undoes.
    let excluded: Set<String>
    /// The present instant where the rows take a run back: then the line is told that takes the other change back, too.
    var undoneAt: Instant?

    /// Adds to each conflict which run changed the group, or that none of this journal did; `known` ones say so already.
    func explain(_ rows: inout [Row], except known: Set<Row.Target> = []) async throws(JournalError) {
        let places = rows.indices.filter { place in
            rows[place].status == .conflict && rows[place].error != nil && !known.contains(rows[place].target)
        }
        for place in places.prefix(Self.most) {
            let row = rows[place]
            let origins = try await origins(of: row)
            rows[place].error?.message += "; \(words(origins, row))"
            if origins.count == 1, let newest = origins[0].newest {
                rows[place].error?.command = wayBack(of: newest, from: row)
            }
        }
    }

    /// What changed some doors of a row since; without a change where no run of this journal did.
    private struct Origin {
        let newest: Newest?
        /// Whether the doors have other hours than that run left, so that others came after it.
        let isChangedSince: Bool
        var doors: [String]

        func isSame(as other: Origin) -> Bool {
            newest?.run.id == other.newest?.run.id && isChangedSince == other.isChangedSince
        }
    }

    /// The newest change of a group since.
    private struct Newest {
        let run: RunRecord
        let row: Row
        let at: Instant
    }

    /// What changed each door that is not as it was planned from: a run may have changed one code of a group by itself.
    private func origins(of row: Row) async throws(JournalError) -> [Origin] {
        var histories: [GroupHistory] = []
        for identifier in row.identifiers { histories += try await journal.history(of: identifier) }
        histories.removeAll { excluded.contains($0.run.id) }
        let found = row.error?.found ?? [:]
        let changed = row.members.filter { member in
            guard let state = found[member.accessCodeID] else { return true }
            return !state.hasHours(of: member.before) && !state.hasHours(of: member.after)
        }
        var origins: [Origin] = []
        for member in found.isEmpty || changed.isEmpty ? row.members : changed {
            let newest = newest(of: member, row, in: histories)
            let left = newest?.row.members.first { $0.accessCodeID == member.accessCodeID }?.after
            let isSettled = newest.map { SettledRows.settled.contains($0.row.status) } ?? false
            let now = found[member.accessCodeID]
            let isSince = isSettled && left.flatMap { left in now.map { !$0.hasHours(of: left) } } ?? false
            let origin = Origin(newest: newest, isChangedSince: isSince, doors: [member.door.shown])
            if let place = origins.firstIndex(where: { $0.isSame(as: origin) }) {
                origins[place].doors += origin.doors
            } else {
                origins.append(origin)
            }
        }
        return origins
    }

    private func newest(of member: Row.Member, _ row: Row, in histories: [GroupHistory]) -> Newest? {
        var newest: Newest?
        for history in histories {
            // The codes of a grant may be made anew, and follow it.
            let isOfCode = history.row.members.contains { $0.accessCodeID == member.accessCodeID }
            guard isOfCode || row.isOfGrant && history.row.target == row.target,
                let at = history.events.last(where: { $0.kind == .intent && $0.recordedAt >= since })?.recordedAt,
                at > newest?.at ?? since - TimeSpan(milliseconds: 1)
            else { continue }
            newest = Newest(run: history.run, row: history.row, at: at)
        }
        return newest
    }

    /// The command that takes back what the newest change gave, where that is what the group has now, and no undo itself.
    private func wayBack(of newest: Newest, from row: Row) -> [String]? {
        if case .undo = newest.run.origin { return nil }
        guard let undoneAt, newest.row.change == .hours, SettledRows.settled.contains(newest.row.status),
            Undoability.obstacle(of: newest.row, at: undoneAt) == nil, let found = row.error?.found,
            newest.row.members.allSatisfy({ found[$0.accessCodeID]?.hasHours(of: $0.after) == true })
        else { return nil }
        let only = newest.run.namesOneBooking ? [] : ["--name", row.handle]
        let allowed =
            newest.row.isTakenBackFromInside(at: undoneAt) ? ["--allow", RowCheck.lockout.rawValue] : []
        return ["undo", newest.run.id] + only + allowed
    }

    /// What changed a row, each door by itself where not the same did.
    private func words(_ origins: [Origin], _ row: Row) -> String {
        guard origins.count != 1 else { return words(origins[0], row) }
        return origins.map { "\($0.doors.joined(separator: ", ")): \(words($0, row))" }.joined(separator: "; ")
    }

    private func words(_ origin: Origin, _ row: Row) -> String {
        guard let newest = origin.newest else {
            return "changed after \(time(since, row)), not by a run of this journal"
        }
        let run = newest.run
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        let others = origin.isChangedSince ? ", and after that not by a run of this journal" : ""
        return "changed \(time(newest.at, row)) by run \(run.id), \(run.operatorName.shown)\(reason)\(others)"
    }

    private func time(_ instant: Instant, _ row: Row) -> String { LocalTime.dated(instant, row.zone) }
}
