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
            if let obstacle = Undoability.obstacle(of: row, at: now) {
                plan.leftOut.append(Plan.LeftOut(what: row.handle, why: "not undoable: \(obstacle)"))
            } else {
                plan.rows += swapped(row)
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
            because: "undo of run \(run)",
            position: row.position,
        )
        row.deadline = row.mustHappenBy
        return row
    }
}
