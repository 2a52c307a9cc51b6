package import CivilTime

/// The plan while the script runs: takes changes, refuses wrong ones, and shows later reads what was recorded.
///
/// It belongs to the thread of the script.
package final class PlanBuilder {
    /// The workspace with the rows recorded so far.
    package private(set) var index: WorkspaceIndex
    /// The rows in the order in which they were first recorded.
    package private(set) var rows: [Row] = []
    /// The targets of rows whose change says that it may lock somebody out.
    package private(set) var lockoutsAllowed: Set<Row.Target> = []
    /// The codes that some row changes.
    package private(set) var changedCodes: Set<String> = []
    private var positions: [Row.Target: Int] = [:]
    private var relative: [Row.Target: String] = [:]

    /// Makes an empty plan.
    package init(index: WorkspaceIndex) {
        self.index = index
    }

    /// Forgets every row.
    package func drop() {
        for row in rows {
            for member in row.members { index.overlay(member.before, on: member.accessCodeID) }
        }
        rows = []
        lockoutsAllowed = []
        changedCodes = []
        positions = [:]
        relative = [:]
    }

    /// Makes a code known that was made while the script runs.
    package func join(_ code: IndexedCode) {
        index.add(code)
    }

    /// Takes a change of a target.
    /// - Throws: `script_error` with a sentence for everything that makes no sense for this target.
    package func record(_ change: Change, of target: Row.Target, at now: Instant) throws(PlanError) {
        let members = index.members(of: target)
        let name = describe(target)
        guard !members.isEmpty else { throw unknown(target) }
        try refuseLinked(target, members)
        guard !change.isEmpty else {
            throw PlanError(.script, "\(name): nothing to change was given; give starts_at, ends_at or name")
        }
        try refuseSecondRelative(change, of: target, name: name)
        var after: [CodeState] = []
        for code in members {
            after.append(try changed(code, by: change, name: name, now: now))
        }
        add(change, to: target, members: members, after: after, now: now)
    }

    /// How the operator knows a target: its name, or its key where it has none.
    package func describe(_ target: Row.Target) -> String {
        index.name(of: target) ?? target.identifier
    }

    private func refuseLinked(_ target: Row.Target, _ members: [IndexedCode]) throws(PlanError) {
        guard case .code(let id) = target, let key = members.first?.commonCodeKey else { return }
        throw PlanError(
            .script,
            "the code \(id) is linked to others; change the whole group: "
                + "seam.access_codes.update_multiple{ common_code_key = \"\(key)\", … }",
        )
    }

    private func refuseSecondRelative(_ change: Change, of target: Row.Target, name: String) throws(PlanError) {
        guard change.isRelative, let first = relative[target] else { return }
        throw PlanError(
            .script,
            "\(name) was moved already, at \(first); a second relative change would add to the first. "
                + "Write the end itself with extend_to or set, or change each group once",
        )
    }

    private func changed(
        _ code: IndexedCode,
        by change: Change,
        name: String,
        now: Instant,
    ) throws(PlanError) -> CodeState {
        var state = code.state
        if change.starts != nil || change.ends != nil {
            guard !code.isOffline else {
                throw PlanError(
                    .script,
                    "\(name): the code on \(door(code)) was made for an offline lock, and cannot be changed"
                )
            }
            state.startsAt = try moved(state.startsAt, by: change.starts, code, name)
            state.endsAt = try moved(state.endsAt, by: change.ends, code, name)
            state.kind = .timeBound
            try check(state, code, name, now, isEndNew: state.endsAt != code.state.endsAt)
        }
        if let newName = change.name { state.name = newName }
        return state
    }

    private func moved(
        _ bound: Instant?,
        by move: Change.Move?,
        _ code: IndexedCode,
        _ name: String,
    ) throws(PlanError) -> Instant? {
        guard let move else { return bound }
        if case .to(let instant) = move { return instant }
        guard let bound else {
            throw PlanError(
                .script,
                "\(name): the code on \(door(code)) has no hours to move; set both starts_at and ends_at"
            )
        }
        do throws(CivilTimeError) {
            return try move.applied(to: bound, in: try zone(for: move, of: code, name))
        } catch {
            throw PlanError(.script, "\(name): \(error.message)")
        }
    }

    private func check(
        _ state: CodeState,
        _ code: IndexedCode,
        _ name: String,
        _ now: Instant,
        isEndNew: Bool,
    ) throws(PlanError) {
        guard let start = state.startsAt, let end = state.endsAt else {
            throw PlanError(.script, "\(name): the code on \(door(code)) needs both starts_at and ends_at")
        }
        let zone = zone(of: code)
        guard start < end else {
            throw PlanError(
                .script,
                "\(name): the end (\(LocalTime.full(end, zone))) must be after the start (\(LocalTime.full(start, zone)))",
            )
        }
        guard end > now || !isEndNew else {
            throw PlanError(.script, "\(name): the end (\(LocalTime.full(end, zone))) is in the past")
        }
    }

    private func add(
        _ change: Change,
        to target: Row.Target,
        members: [IndexedCode],
        after: [CodeState],
        now: Instant,
    ) {
        let place = place(of: target, members: members, now: now)
        for (offset, state) in after.enumerated() {
            rows[place].members[offset].after = state
            index.overlay(state, on: members[offset].accessCodeID)
            changedCodes.insert(members[offset].accessCodeID)
        }
        rows[place].changes.formUnion(change.fields)
        rows[place].because = change.because ?? rows[place].because
        rows[place].position = rows[place].position ?? change.position
        if change.isRelative { relative[target] = change.position ?? "an earlier line" }
        if change.allowsLockout { lockoutsAllowed.insert(target) }
        rows[place].settle(now: now)
    }

    private func place(of target: Row.Target, members: [IndexedCode], now: Instant) -> Int {
        if let place = positions[target] { return place }
        positions[target] = rows.count
        rows.append(
            Row(
                target: target,
                name: index.name(of: target),
                zone: index.zone(of: target),
                changes: [],
                members: members.map { code in
                    Row.Member(
                        accessCodeID: code.accessCodeID,
                        deviceID: code.deviceID,
                        door: index.doorName(code.deviceID),
                        before: code.state,
                        after: code.state,
                    )
                },
                isInHouse: members.contains { $0.state.isInside(at: now) },
                deadline: nil,
            )
        )
        return rows.count - 1
    }

    private func unknown(_ target: Row.Target) -> PlanError {
        switch target {
        case .group(let key):
            PlanError(.script, "no group has the common_code_key \"\(key)\"; groups.all():list() shows those there are")
        case .code(let id):
            PlanError(.script, "no code has the id \"\(id)\" in this workspace")
        }
    }

    /// The zone of a code's door, which only a move by calendar days needs to know.
    private func zone(for move: Change.Move, of code: IndexedCode, _ name: String) throws(CivilTimeError) -> Zone {
        guard case .byDays = move else { return .utc }
        guard let zone = zone(of: code) else {
            throw CivilTimeError(
                code: .zone,
                message: "the zone of \(door(code)) is not known, so that a day has no length there; write \"24h\"",
            )
        }
        return try Zone.named(zone)
    }

    private func door(_ code: IndexedCode) -> String { index.doorName(code.deviceID) }

    private func zone(of code: IndexedCode) -> String? { index.doors[code.deviceID]?.zone }
}

extension Row {
    /// Marks a row that changes nothing, and works out by when the others must have happened.
    fileprivate mutating func settle(now: Instant) {
        var isUnchanged = true
        for place in members.indices {
            let isSame = members[place].before.agrees(with: members[place].after, on: changes)
            members[place].status = isSame ? .already : .planned
            isUnchanged = isUnchanged && isSame
        }
        status = isUnchanged ? .already : .planned
        deadline = isInHouse ? members.compactMap(\.before.endsAt).min() : members.compactMap(\.after.startsAt).min()
    }
}
