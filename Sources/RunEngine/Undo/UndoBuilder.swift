internal import CivilTime
internal import Model
internal import Spelling

/// Turns the rows that a run has sent into rows that take them back: before and after swapped, code by code.
struct UndoBuilder {
    let run: String
    let rows: [Row]
    /// The places of the rows of which something was sent.
    let sent: Set<Int>
    let now: Instant
    /// How far each bound goes back at most, nil for the whole way.
    var span: TimeSpan?
    /// What undos of the run have taken back already.
    var earlier = EarlierUndo()

    /// The plan that takes the rows at `places` back.
    func plan(_ places: [Int]) -> Plan {
        var plan = Plan(rows: [], madeAt: now)
        var untouched = 0
        for place in places {
            let row = rows[place]
            guard sent.contains(place) else {
                untouched += 1
                continue
            }
            let whole = span.map { row.lastPart(of: $0) } ?? row
            let rest = row.rest(of: whole, after: earlier)
            let taken = rest ?? whole
            if row.changesDoors, span != nil {
                plan.leftOut.append(left(row, "codes are not taken back by a part"))
            } else if taken.changes.isEmpty {
                plan.leftOut.append(left(row, "a new name is not taken back by a part"))
            } else if let rest, rest.sendsNothing {
                let why = "\(undone) took back more than that already: --by counts from what the run gave"
                plan.leftOut.append(left(row, why))
            } else if let obstacle = Undoability.obstacle(of: taken, at: now) {
                plan.leftOut.append(left(row, "not undoable: \(obstacle)"))
            } else {
                var rows = row.changesDoors ? [self.taken(back: row)] : swapped(taken)
                if rest != nil {
                    for place in rows.indices { rows[place].because = "\(because), what \(undone) left of it" }
                }
                plan.rows += rows
            }
        }
        if untouched > 0 {
            let what = untouched.counted("row")
            plan.leftOut.append(
                Plan.LeftOut(
                    what: what,
                    why: "run \(run) has sent nothing for \(untouched == 1 ? "it" : "them")",
                    count: untouched,
                )
            )
        }
        return plan
    }

    /// A row that was asked for and is not taken back: where there is no other, not all was done.
    private func left(_ row: Row, _ why: String) -> Plan.LeftOut {
        var left = Plan.LeftOut(what: row.handle, why: why)
        left.isAskedFor = true
        return left
    }

    private var because: String { span.map { "undo of run \(run) by \($0)" } ?? "undo of run \(run)" }

    /// The undos that have taken a part back: `undo 16e5b221`.
    private var undone: String {
        "\(earlier.runs.count == 1 ? "undo" : "undos") \(earlier.runs.joined(separator: ", "))"
    }

    /// The row that ends what a row has made, and makes what it has ended, with the stay's PIN.
    private func taken(back row: Row) -> Row {
        let target = row.madeKey.map { Row.Target.group(commonCodeKey: $0) } ?? row.target
        var taken = swapped(row, target, row.members)
        taken.change = row.change == .create ? .cancel : .doors
        taken.madeKey = row.change == .create ? nil : row.madeKey
        taken.keepsPIN = row.keepsPIN
        // Of two codes on a door the one with the stay's PIN comes back.
        var devices: Set<String> = []
        taken.members = taken.members.filter { $0.part != .add || devices.insert($0.deviceID).inserted }
        if taken.isInHouse { taken.deadline = nil }
        return taken
    }

    /// One row, or a row for each code where the codes of a group were not alike before.
    private func swapped(_ row: Row) -> [Row] {
        // Both bounds go out with every change, so that codes which differ in either of them need a row each.
        let sent = row.changes.union([.startsAt, .endsAt])
        let isUniform = row.members.dropFirst().allSatisfy { row.members[0].before.agrees(with: $0.before, on: sent) }
        guard case .group = row.target, !isUniform else { return [swapped(row, row.target, row.members)] }
        return row.members.map { swapped(row, .code(accessCodeID: $0.accessCodeID), [$0]) }
    }

    private func swapped(_ row: Row, _ target: Row.Target, _ members: [Row.Member]) -> Row {
        let members = members.map { member in
            var swapped = member
            swapped.before = member.after
            swapped.after = member.before
            swapped.status = .planned
            return swapped
        }
        let isInHouse = members.contains { $0.before.isInside(at: now) }
        var row = Row(
            target: target,
            name: row.name,
            zone: row.zone,
            changes: row.changes,
            members: members,
            isInHouse: isInHouse,
            deadline: nil,
            because: because,
            position: row.position,
        )
        row.deadline = row.mustHappenBy
        return row
    }
}

extension Row {
    /// Whether each code is to get what it has.
    fileprivate var sendsNothing: Bool { members.allSatisfy { $0.before == $0.after } }

    /// The last part of what a row did to hours: as if each bound had come from so far away at most.
    fileprivate func lastPart(of span: TimeSpan) -> Row {
        var row = self
        row.changes.formIntersection([.startsAt, .endsAt])
        for place in members.indices {
            let member = members[place]
            row.members[place].before.startsAt = Self.near(member.after.startsAt, member.before.startsAt, span)
            row.members[place].before.endsAt = Self.near(member.after.endsAt, member.before.endsAt, span)
            row.members[place].before.name = member.after.name
        }
        return row
    }

    /// The instant on the way from one to another that is `span` away from the first; the other where it is nearer.
    private static func near(_ from: Instant?, _ other: Instant?, _ span: TimeSpan) -> Instant? {
        guard let from, let other else { return other }
        return other < from ? max(other, from - span) : min(other, from + span)
    }
}
