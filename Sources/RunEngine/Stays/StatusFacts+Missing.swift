internal import CivilTime
internal import Journal
internal import Model

extension StatusFacts {
    /// The stays that have lost codes before their end by the newest look at their workspace, without those that a run has
    /// ended or made anew.
    static func missing(
        in journal: any Journal,
        now: Instant,
        limit: Int,
    ) async throws(JournalError) -> [Gone] {
        var gone: [Gone] = []
        for var stay in try await journal.missingStays(at: now) where gone.count < limit {
            let names = [stay.target.identifier, stay.name].compactMap(\.self) + stay.doors.map(\.accessCodeID)
            let history = try await StayHistory.read(of: names, in: journal, lead: .zero)
            stay.doors.removeAll { door in
                history.ending(of: door.accessCodeID) != nil || history.hasShortened(door.accessCodeID, to: now)
                    || history.isMadeAnew(door, since: stay.seenAt)
            }
            guard !stay.doors.isEmpty else { continue }
            gone.append(Gone(key: stay.target.identifier, name: stay.name, doors: stay.doors.map(\.name)))
        }
        return gone
    }
}
