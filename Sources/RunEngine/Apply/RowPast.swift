package import CivilTime
internal import Journal
internal import Model

/// What the journal knows of a row before an apply begins.
package struct RowPast: Hashable {
    /// The attempts so far.
    var attempt: Int
    /// When the newest of them was about to be sent, nil when there was none.
    var sentAt: Instant?
    /// Whether the newest of them has no outcome: whoever made it may have died before the send, or after it.
    var isOpen: Bool
    /// Until when a send of this run without an answer may still arrive.
    var ownUntil: Instant?
    /// Until when a send of another run without an answer may still arrive, which would bring other hours.
    var closedUntil: Instant?

    /// Makes a past; without arguments nothing has happened.
    package init(attempt: Int = 0, sentAt: Instant? = nil, isOpen: Bool = false) {
        self.attempt = attempt
        self.sentAt = sentAt
        self.isOpen = isOpen
    }

    /// The past of each row of a run, by its place in the plan.
    static func table(_ rows: [Row], _ past: ApplyPast) -> [RowPast] {
        var pasts = rows.indices.map { place in
            past.intents[place].map { RowPast(attempt: $0.attempt, sentAt: $0.recordedAt, isOpen: $0.isOpen) }
                ?? RowPast()
        }
        let quarantine = past.quarantine
        guard !quarantine.isEmpty else { return pasts }
        for (index, row) in rows.enumerated() {
            pasts[index].ownUntil = row.identifiers.compactMap { quarantine.byItself[$0] }.max()
            pasts[index].closedUntil = row.identifiers.compactMap { quarantine.byOthers[$0] }.max()
        }
        return pasts
    }
}
