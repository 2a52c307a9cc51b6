internal import CivilTime
internal import Journal
internal import Model

/// Follows the rows of an undo to the codes that runs of this journal have made for their stays since, as for a new PIN.
///
/// A code that was replaced takes no hours back, and the one that stands for it has the hours that it had. A row is followed only
/// where a run tells what became of its codes; the read that goes before each send decides as for any other.
struct UndoFollower {
    /// More renewals of one stay than this are not followed.
    private static let most = 20

    let journal: any Journal
    let scope: WorkspaceScope
    /// Since when codes may have been made anew: the undone run was begun then.
    let since: Instant
    let now: Instant

    /// Turns each row that found its codes replaced into one for the codes that the stay has now.
    /// - Returns: The places of the rows that were followed.
    func follow(_ rows: inout [Row]) async throws(JournalError) -> [Int] {
        var places: [Int] = []
        for place in rows.indices where rows[place].status == .conflict && rows[place].change == .hours {
            guard let followed = try await followed(rows[place]) else { continue }
            rows[place] = followed
            places.append(place)
        }
        return places
    }

    private func followed(_ row: Row) async throws(JournalError) -> Row? {
        var (next, renewals): (Row, [RunRecord]) = (row, [])
        while renewals.count < Self.most, let (run, renewal) = try await renewal(of: next, after: renewals.last) {
            guard let moved = next.moved(to: renewal) else { return nil }
            next = moved
            renewals.append(run)
        }
        guard let last = renewals.last else { return nil }
        next.status = .planned
        next.error = nil
        next.isInHouse = next.members.contains { $0.before.isInside(at: now) }
        next.deadline = next.mustHappenBy
        next.because = "\(row.because ?? "undo"), on the codes of run \(last.id) (\(last.script))"
        return next
    }

    /// The next run that ended a code of a row and made others for its stay.
    private func renewal(of row: Row, after last: RunRecord?) async throws(JournalError) -> (RunRecord, Row)? {
        let codes = Set(row.members.map(\.accessCodeID))
        var histories: [GroupHistory] = []
        for identifier in row.identifiers { histories += try await journal.history(of: identifier) }
        let renewals = histories.filter { history in
            history.run.scope == scope && history.run.startedAt >= max(since, last?.startedAt ?? since)
                && history.run.id != last?.id && history.row.changesDoors && history.row.change != .cancel
                && [.applied, .onDevice, .already, .pending].contains(history.row.status)
                && history.row.members.contains { $0.part == .drop && codes.contains($0.accessCodeID) }
        }
        return renewals.min { $0.run.startedAt < $1.run.startedAt }.map { ($0.run, $0.row) }
    }
}

extension Row {
    /// The same change of the codes that a renewal has made or kept, nil where it is open which hours each of them gets.
    fileprivate func moved(to renewal: Row) -> Row? {
        let made = renewal.members.filter { $0.part != .drop && $0.hasCode }
        guard let key = renewal.madeKey, !made.isEmpty else { return nil }
        var row = self
        if case .code = target, members.count == 1 {
            let same = made.filter { $0.deviceID == members[0].deviceID }
            guard let code = same.first ?? (made.count == 1 ? made[0] : nil) else { return nil }
            row.members = [code.asMember(like: members[0])]
            row.target = made.count == 1 ? .group(commonCodeKey: key) : .code(accessCodeID: code.accessCodeID)
            return row
        }
        let byDevice = Dictionary(members.map { ($0.deviceID, $0) }) { first, _ in first }
        guard let model = members.first, made.allSatisfy({ byDevice[$0.deviceID] != nil }) || isUniform else {
            return nil
        }
        row.members = made.map { $0.asMember(like: byDevice[$0.deviceID] ?? model) }
        row.target = .group(commonCodeKey: key)
        return row
    }

    private var isUniform: Bool { before != nil && after != nil }
}

extension Row.Member {
    /// This code with the hours of another member, before and after.
    fileprivate func asMember(like model: Row.Member) -> Row.Member {
        Row.Member(accessCodeID: accessCodeID, deviceID: deviceID, door: door, before: model.before, after: model.after)
    }
}
