internal import CivilTime
internal import Journal
internal import Model

/// What runs of the last hours have added to a stay that is to end later, or to begin earlier, once more.
struct GivenTime {
    /// The end of the hours at which time is given.
    private enum Side {
        case start, end

        func instant(of state: CodeState?) -> Instant? { self == .start ? state?.startsAt : state?.endsAt }

        /// The time that hours have more than others at this side.
        func gain(from before: Instant, to after: Instant) -> TimeSpan {
            self == .start ? before - after : after - before
        }

        /// Whether two rows bring this side of the same codes from the same instants to the same.
        func isSame(_ row: Row, as other: Row) -> Bool {
            moves(of: row) == moves(of: other)
        }

        private func moves(of row: Row) -> [String: [Instant?]] {
            let moves = row.members.map { ($0.accessCodeID, [instant(of: $0.before), instant(of: $0.after)]) }
            return Dictionary(moves) { first, _ in first }
        }

        func gain(_ member: Row.Member) -> TimeSpan? {
            guard let delta = member.delta else { return nil }
            return self == .start ? TimeSpan.zero - delta.startsBy : delta.endsBy
        }
    }

    /// How much, without what was taken back.
    let span: TimeSpan
    /// The runs that stand, oldest first.
    let runs: [String]
    private let row: Row
    private let side: Side
    /// The start or the end as it was before the first of those runs, as it is, and as it would be.
    private let instants: [Instant]
    /// Whether somebody else has moved it since the newest run of this journal.
    private let isMovedSince: Bool

    private static let window = TimeSpan(milliseconds: 12 * 3_600_000)

    /// What the journal tells of each side; nothing where none was added to, or where the doors of the stay differ.
    static func read(
        of row: Row,
        in journal: any Journal,
        lead: TimeSpan,
        at now: Instant,
    ) async throws(JournalError) -> [GivenTime] {
        let history = try await StayHistory.read(of: row.identifiers, in: journal, lead: lead)
        let targets = history.formerTargets(of: row.target)
        let recent = history.sent.filter { sent in
            sent.at > now - window && targets.contains(sent.row.target)
                && [.applied, .onDevice, .already].contains(sent.row.status)
        }
        let ours = history.sent.filter { targets.contains($0.row.target) }
        return [Side.start, .end].compactMap { GivenTime(row, $0, recent, after: ours) }
    }

    private init?(_ row: Row, _ side: Side, _ recent: [StayHistory.Sent], after sent: [StayHistory.Sent]) {
        guard let before = side.instant(of: row.before), let after = side.instant(of: row.after),
            side.gain(from: before, to: after) > .zero
        else { return nil }
        // What an undo took back counts for the run that it undid, also where it was a part.
        var (given, root): ([String: TimeSpan], [String: String]) = ([:], [:])
        var last: StayHistory.Sent?
        for sent in recent {
            var run = sent.run.id
            if case .undo(let first) = sent.run.origin { run = root[first] ?? first }
            let deltas = Set(sent.row.members.compactMap(side.gain))
            // Two that gave the same at once, each from the hours that were before both, have given it once.
            let isRepeated = last.map { $0.run.id != run && side.isSame($0.row, as: sent.row) } ?? false
            if isRepeated, let last { run = root[last.run.id] ?? last.run.id }
            root[sent.run.id] = run
            guard deltas.count == 1, let delta = deltas.first, !isRepeated else { continue }
            given[run] = (given[run] ?? .zero) + delta
            if delta != .zero { last = sent }
        }
        let standing = recent.filter { sent in
            root[sent.run.id] == sent.run.id && (given[sent.run.id] ?? .zero) > .zero
        }
        let bounds = standing.first?.row.members.compactMap { side.instant(of: $0.before) }
        guard let first = side == .start ? bounds?.min() : bounds?.max() else { return nil }
        var runs: [String] = []
        for sent in standing where !runs.contains(sent.run.id) { runs.append(sent.run.id) }
        span = runs.reduce(TimeSpan.zero) { $0 + (given[$1] ?? .zero) }
        (self.runs, self.row, self.side) = (runs, row, side)
        instants = [first, before, after]
        isMovedSince = Self.isMoved(sent, side, to: before)
    }

    /// Whether an instant is another than the newest of some rows left; of what may not have arrived nobody knows.
    private static func isMoved(_ sent: [StayHistory.Sent], _ side: Side, to instant: Instant) -> Bool {
        guard let last = sent.last(where: { ![.failed, .conflict].contains($0.row.status) })?.row else { return false }
        return SettledRows.settled.contains(last.status)
            && !last.members.contains { side.instant(of: $0.after) == instant }
    }

    /// `it was given 2h in the last 12 hours by runs 80aa, 81bb; its end was 10:00, is 12:00, and would be 13:00`.
    func words(near now: Instant) -> String {
        let names = runs.joined(separator: ", ")
        let told = instants.map { LocalTime.brief($0, row.zone, near: now) }
        let bound = side == .start ? "start" : "end"
        let others = isMovedSince ? " (somebody else moved it since)" : ""
        return
            "it was given \(span) in the last 12 hours by \(runs.count == 1 ? "run" : "runs") \(names); its \(bound) was \(told[0]), is "
            + "\(told[1])\(others), and would be \(told[2])"
    }
}
