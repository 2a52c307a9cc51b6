internal import CivilTime
internal import Journal
internal import Model

/// What runs of the last hours have added to the end of a stay that is to end later once more.
struct GivenTime {
    /// How much, without what was taken back.
    let span: TimeSpan
    /// The runs that stand, oldest first.
    let runs: [String]
    private let row: Row
    private let oldEnd: Instant
    private let newEnd: Instant

    private static let window = TimeSpan(milliseconds: 12 * 3_600_000)

    /// What the journal tells; nil where nothing was added, or where the doors of the stay end at different times.
    static func read(
        of row: Row,
        in journal: any Journal,
        lead: TimeSpan,
        at now: Instant,
    ) async throws(JournalError) -> GivenTime? {
        guard let before = row.before?.endsAt, let newEnd = row.after?.endsAt, newEnd > before else { return nil }
        let history = try await StayHistory.read(of: row.identifiers, in: journal, lead: lead)
        let targets = history.formerTargets(of: row.target)
        let recent = history.sent.filter { sent in
            sent.at > now - window && targets.contains(sent.row.target)
                && [.applied, .onDevice, .already].contains(sent.row.status)
        }
        let undone = Set(
            recent.compactMap { sent -> String? in
                if case .undo(let run) = sent.run.origin { run } else { nil }
            }
        )
        var (span, runs) = (TimeSpan.zero, [String]())
        for sent in recent where !undone.contains(sent.run.id) {
            let deltas = Set(sent.row.members.compactMap(\.delta?.endsBy))
            guard deltas.count == 1, let delta = deltas.first, delta > .zero else { continue }
            if case .undo = sent.run.origin { continue }
            span = span + delta
            runs.append(sent.run.id)
        }
        guard !runs.isEmpty else { return nil }
        return GivenTime(span: span, runs: runs, row: row, oldEnd: before, newEnd: newEnd)
    }

    /// `it was given 2h in the last 12 hours by runs 80aa, 81bb: its end goes from 11:00 by 1h more to 12:00`.
    func words(near now: Instant) -> String {
        let names = runs.joined(separator: ", ")
        let zone = row.zone
        let was = LocalTime.brief(oldEnd - span, zone, near: now)
        return
            "it was given \(span) in the last 12 hours by \(runs.count == 1 ? "run" : "runs") \(names); its end was \(was), is "
            + "\(LocalTime.brief(oldEnd, zone, near: now)), and would be \(LocalTime.brief(newEnd, zone, near: now))"
    }
}
