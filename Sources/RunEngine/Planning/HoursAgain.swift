internal import CivilTime
internal import Model

/// Makes the rows that send the hours of a stay again as they are, so that Seam brings them to the locks anew.
struct HoursAgain {
    let index: WorkspaceIndex
    let now: Instant

    /// One row, or a row for each code where the doors have different hours.
    /// - Throws: `invalid_value` for a stay that has no hours to send, with the command that helps.
    func rows(of target: Row.Target) throws(PlanError) -> [Row] {
        let codes = index.members(of: target)
        let name = (index.name(of: target) ?? target.identifier).shown
        for code in codes {
            let door = index.doorName(code.deviceID).shown
            guard code.state.kind == .timeBound, code.state.startsAt != nil, let end = code.state.endsAt else {
                throw PlanError(
                    .invalidValue,
                    "the code of \(name) on \(door) has no end, and so no hours to send again; for a new one: "
                        + "keyshift new-pin"
                )
            }
            guard end > now else {
                throw PlanError(
                    .invalidValue,
                    "the hours of \(name) on \(door) are over, and Seam takes none that are; for a new code: "
                        + "keyshift readmit"
                )
            }
        }
        let isUniform = codes.allSatisfy { $0.state.hasSameHours(as: codes[0].state) }
        guard !isUniform else { return codes.isEmpty ? [] : [row(target, codes)] }
        return codes.map { row(.code(accessCodeID: $0.accessCodeID), [$0]) }
    }

    private func row(_ target: Row.Target, _ codes: [IndexedCode]) -> Row {
        let members = codes.map { code in
            Row.Member(
                accessCodeID: code.accessCodeID,
                deviceID: code.deviceID,
                door: index.doorName(code.deviceID),
                before: code.state,
                after: code.state,
            )
        }
        var row = Row(
            target: target,
            name: index.name(of: target),
            zone: index.zone(of: target),
            changes: [.startsAt, .endsAt],
            members: members,
            isInHouse: members.contains { $0.before.isInside(at: now) },
            deadline: nil,
        )
        row.isNamed = true
        row.deadline = row.mustHappenBy
        return row
    }
}
