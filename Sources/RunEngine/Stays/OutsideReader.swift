internal import CivilTime
internal import Journal
internal import Model
internal import Seam

/// Tells what others did to groups since runs of this journal changed them.
struct OutsideReader {
    /// More groups than this are told without it.
    private static let most = 5

    let client: SeamClient
    let journal: any Journal
    /// How far this machine's clock is ahead of the server's.
    let lead: TimeSpan
    /// The present instant by the server's clock.
    let now: Instant

    /// Adds to changes of the last hours what others did to their groups since.
    func tell(_ priors: inout [Prior], of rows: [Row]) async throws(JournalError) {
        let places = priors.indices.filter { priors[$0].kind == .recent }
        for place in places.prefix(Self.most) {
            priors[place].since = try await words(rows[priors[place].row])
        }
    }

    /// `changed Sun 07:05, not by a run of this journal (ends Mon 13:00 → Mon 11:00)`, nil where nobody else changed it.
    private func words(_ row: Row) async throws(JournalError) -> String? {
        let codes = row.members.filter(\.hasCode).map(\.accessCodeID)
        let known = try await StayHistory.read(of: [row.target.identifier] + codes, in: journal, lead: lead)
        guard let newest = known.sent.last else { return nil }
        let events = await CodeEvent.read(of: codes, from: client, since: newest.at - OutsideChanges.slack)
        let history = known.adding(events)
        for member in row.members {
            let state = member.before
            guard let change = history.standingChange(of: member.accessCodeID, now: state, isThere: true) else {
                continue
            }
            let words = HoursWords(zone: row.zone, now: now)
            let when = change.at.map { " \(words.moment($0))" } ?? ""
            return "changed\(when), not by a run of this journal (\(words.change(change.from, change.to)))"
        }
        return nil
    }
}
