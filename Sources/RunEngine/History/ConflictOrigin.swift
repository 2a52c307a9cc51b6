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
            let newest = try await newest(of: row)
            rows[place].error?.message += "; \(origin(newest, row))"
            if let newest { rows[place].error?.command = wayBack(of: newest, from: row) }
        }
    }

    /// The newest change of a group since.
    private struct Newest {
        let run: RunRecord
        let row: Row
        let at: Instant
    }

    private func newest(of row: Row) async throws(JournalError) -> Newest? {
        var newest: Newest?
        for history in try await journal.history(of: row.target.identifier) where !excluded.contains(history.run.id) {
            let sends = history.events.filter { $0.kind == .intent && $0.recordedAt >= since }
            guard let at = sends.last?.recordedAt, at > newest?.at ?? since - TimeSpan(milliseconds: 1) else {
                continue
            }
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

    private func origin(_ newest: Newest?, _ row: Row) -> String {
        guard let newest else { return "changed after \(time(since, row)), not by a run of this journal" }
        let run = newest.run
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        return "changed \(time(newest.at, row)) by run \(run.id), \(run.operatorName.shown)\(reason)"
    }

    private func time(_ instant: Instant, _ row: Row) -> String { LocalTime.dated(instant, row.zone) }
}
