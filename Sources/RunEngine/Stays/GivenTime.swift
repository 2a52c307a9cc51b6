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
    /// The end as it was before the first of those runs.
    private let firstEnd: Instant
    private let oldEnd: Instant
    private let newEnd: Instant
    /// Whether somebody else has moved the end since the newest run of this journal.
    private let isMovedSince: Bool

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
        // What an undo took back counts for the run that it undid, also where it was a part.
        var (given, root): ([String: TimeSpan], [String: String]) = ([:], [:])
        for sent in recent {
            var run = sent.run.id
            if case .undo(let first) = sent.run.origin { run = root[first] ?? first }
            root[sent.run.id] = run
            let deltas = Set(sent.row.members.compactMap(\.delta?.endsBy))
            guard deltas.count == 1, let delta = deltas.first else { continue }
            given[run] = (given[run] ?? .zero) + delta
        }
        let standing = recent.filter { sent in
            root[sent.run.id] == sent.run.id && (given[sent.run.id] ?? .zero) > .zero
        }
        guard let first = standing.first?.row.members.compactMap(\.before.endsAt).max() else { return nil }
        var runs: [String] = []
        for sent in standing where !runs.contains(sent.run.id) { runs.append(sent.run.id) }
        return GivenTime(
            span: runs.reduce(TimeSpan.zero) { $0 + (given[$1] ?? .zero) },
            runs: runs,
            row: row,
            firstEnd: first,
            oldEnd: before,
            newEnd: newEnd,
            isMovedSince: isMoved(history.sent.filter { targets.contains($0.row.target) }, to: before),
        )
    }

    /// Whether an end is another than the newest of some rows left; of what may not have arrived nobody knows.
    private static func isMoved(_ sent: [StayHistory.Sent], to end: Instant) -> Bool {
        guard let last = sent.last(where: { ![.failed, .conflict].contains($0.row.status) })?.row else { return false }
        return SettledRows.settled.contains(last.status) && !last.members.contains { $0.after.endsAt == end }
    }

    /// `it was given 2h in the last 12 hours by runs 80aa, 81bb; its end was 10:00, is 12:00, and would be 13:00`.
    func words(near now: Instant) -> String {
        let names = runs.joined(separator: ", ")
        let ends = [firstEnd, oldEnd, newEnd].map { LocalTime.brief($0, row.zone, near: now) }
        let others = isMovedSince ? " (somebody else moved it since)" : ""
        return
            "it was given \(span) in the last 12 hours by \(runs.count == 1 ? "run" : "runs") \(names); its end was \(ends[0]), is "
            + "\(ends[1])\(others), and would be \(ends[2])"
    }
}
