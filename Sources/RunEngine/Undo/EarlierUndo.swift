package import CivilTime
package import Journal
package import Model

/// Where undos of a run have left its codes: an undo of a part leaves the rest for a later one.
struct EarlierUndo {
    /// The state that the newest undo of the run, or undo of such an undo, gave each code, by the code's id.
    private(set) var left: [String: CodeState] = [:]
    /// The undos of the run that stand for themselves, oldest first.
    private(set) var runs: [String] = []

    /// Reads what undos of a run have done since it began.
    /// - Throws: `storage` when it cannot be read.
    static func read(of run: RunRecord, in journal: any Journal) async throws(JournalError) -> EarlierUndo {
        var earlier = EarlierUndo()
        var known = [run.id: 0]
        for (later, counts) in try await journal.rowCounts(since: run.startedAt).reversed() {
            guard case .undo(let first) = later.origin, let depth = known[first],
                counts.keys.contains(where: SettledRows.settled.contains)
            else { continue }
            known[later.id] = depth + 1
            if depth == 0 { earlier.runs.append(later.id) }
            earlier.take(try await journal.rows(of: later.id))
        }
        return earlier
    }

    /// Takes the rows of an undo that is newer than those before.
    mutating func take(_ rows: [Row]) {
        // What may have arrived and may not is no place to go on from.
        for row in rows where row.change == .hours && SettledRows.settled.contains(row.status) {
            for member in row.members { left[member.accessCodeID] = member.after }
        }
    }
}

extension RunRecord {
    /// The undos by which all hours that the run gave are taken back, oldest first; none where something of it is left.
    /// - Throws: `storage` when it cannot be read.
    package func undosOfAll(in journal: any Journal) async throws(JournalError) -> [String] {
        let rows = try await journal.rows(of: id).filter { SettledRows.settled.contains($0.status) }
        let earlier = try await EarlierUndo.read(of: self, in: journal)
        let isWhole = rows.allSatisfy { row in
            row.change == .hours
                && row.members.allSatisfy { member in
                    let left = earlier.left[member.accessCodeID]
                    return left?.startsAt == member.before.startsAt && left?.endsAt == member.before.endsAt
                        && left != nil
                }
        }
        return isWhole && !rows.isEmpty ? earlier.runs : []
    }

    /// The greatest distance by which the run moved a bound, nil where it moved none.
    /// - Throws: `storage` when it cannot be read.
    package func greatestMove(in journal: any Journal) async throws(JournalError) -> TimeSpan? {
        let members = try await journal.rows(of: id).filter { $0.change == .hours }.flatMap(\.members)
        return members.flatMap { [$0.startsBy.magnitude, $0.endsBy.magnitude] }.max()
    }
}

extension Row {
    /// What is left to take back of a row of which undos have taken a part back already; nil where none has, where all of it
    /// is back, or where its codes were left elsewhere than on the way back.
    ///
    /// `taken` is the row as it is to be taken back without them. No bound moves again in the direction that the run gave.
    func rest(of taken: Row, after earlier: EarlierUndo) -> Row? {
        guard change == .hours, taken.members.count == members.count else { return nil }
        var rest = taken
        for place in members.indices {
            let member = members[place]
            let left = earlier.left[member.accessCodeID] ?? member.after
            guard left.isOnTheWay(from: member.after, to: member.before) else { return nil }
            var goal = taken.members[place].before
            goal.startsAt = CodeState.farther(left.startsAt, goal.startsAt, from: member.after.startsAt)
            goal.endsAt = CodeState.farther(left.endsAt, goal.endsAt, from: member.after.endsAt)
            if left.name == member.before.name { goal.name = left.name }
            rest.members[place].after = left
            rest.members[place].before = goal
        }
        let isTouched = members.indices.contains { rest.members[$0].after != members[$0].after }
        let isWhole = members.indices.allSatisfy { rest.members[$0].after == taken.members[$0].before }
        return isTouched && !isWhole ? rest : nil
    }
}

extension CodeState {
    /// Whether each part of the state is between that of two others, or that of one of them.
    fileprivate func isOnTheWay(from one: CodeState, to other: CodeState) -> Bool {
        kind == one.kind && kind == other.kind && (name == one.name || name == other.name)
            && Self.isBetween(startsAt, one.startsAt, other.startsAt)
            && Self.isBetween(endsAt, one.endsAt, other.endsAt)
    }

    private static func isBetween(_ instant: Instant?, _ one: Instant?, _ other: Instant?) -> Bool {
        guard let instant, let one, let other else { return instant == one }
        return min(one, other) <= instant && instant <= max(one, other)
    }

    /// That of two instants which is farther from where both set out.
    fileprivate static func farther(_ one: Instant?, _ other: Instant?, from start: Instant?) -> Instant? {
        guard let one, let other, let start else { return other }
        return (one - start).magnitude > (other - start).magnitude ? one : other
    }
}
