internal import CivilTime
internal import Journal
internal import Model

extension StatusFacts {
    /// The stays that have lost codes before their end by the newest look at their workspace, without those that a run has
    /// ended or made anew; `unseen` are those whose codes no look has known.
    static func missing(
        in journal: any Journal,
        and unseen: [Stay],
        now: Instant,
        limit: Int,
    ) async throws(JournalError) -> [Gone] {
        var gone: [Gone] = []
        let lost = try await journal.missingStays(at: now)
        for var stay in lost + unseen where gone.count < limit {
            let names = [stay.target.identifier, stay.name].compactMap(\.self) + stay.doors.map(\.accessCodeID)
            let history = try await StayHistory.read(of: names, in: journal, lead: .zero)
            stay.doors.removeAll { door in
                history.ending(of: door.accessCodeID) != nil || history.hasShortened(door.accessCodeID, to: now)
                    || history.isMadeAnew(door, since: stay.seenAt)
                    || history.hasMoved(stay.target, without: door.accessCodeID)
            }
            guard !stay.doors.isEmpty else { continue }
            let key = history.presentTarget(of: stay.target).identifier
            gone.append(Gone(key: key, name: stay.name, doors: stay.doors.map(\.name)))
        }
        return gone
    }
}
