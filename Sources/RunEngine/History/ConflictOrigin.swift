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

    /// Adds to each conflict which run changed the group, or that none of this journal did; `known` ones say so already.
    func explain(_ rows: inout [Row], except known: Set<Row.Target> = []) async throws(JournalError) {
        let places = rows.indices.filter { place in
            rows[place].status == .conflict && rows[place].error != nil && !known.contains(rows[place].target)
        }
        for place in places.prefix(Self.most) {
            let origin = try await origin(of: rows[place])
            rows[place].error?.message += "; \(origin)"
        }
    }

    private func origin(of row: Row) async throws(JournalError) -> String {
        var newest: (run: RunRecord, at: Instant)?
        for history in try await journal.history(of: row.target.identifier) where !excluded.contains(history.run.id) {
            let sends = history.events.filter { $0.kind == .intent && $0.recordedAt >= since }
            guard let at = sends.last?.recordedAt, at > newest?.at ?? since - TimeSpan(milliseconds: 1) else {
                continue
            }
            newest = (history.run, at)
        }
        guard let newest else { return "changed after \(time(since, row)), not by a run of this journal" }
        let run = newest.run
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        return "changed \(time(newest.at, row)) by run \(run.id), \(run.operatorName.shown)\(reason)"
    }

    private func time(_ instant: Instant, _ row: Row) -> String { LocalTime.dated(instant, row.zone) }
}
