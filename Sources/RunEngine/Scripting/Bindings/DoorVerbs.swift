internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Seam

/// What a script says of a stay's doors and codes: each records a row, and none sends one.
enum DoorVerbs {
    static var cancel: BoundFunction {
        Surface.Group.cancel.bound(on: GroupValue.self) { state, group, options throws(LuaError) in
            let position = state.position()
            return try group.session.withPlan { builder throws(LuaError) in
                let row = StayRows(index: builder.index, now: group.session.now).cancellation(of: group.target)
                do throws(PlanError) {
                    try record(row, of: group, options, position, in: builder)
                } catch {
                    throw LuaError(error)
                }
                return .nothing
            }
        }
    }

    static var changeDoors: BoundFunction {
        Surface.Group.changeDoors.bound(on: GroupValue.self) { state, group, doors, options throws(LuaError) in
            let position = state.position()
            let (to, from, by) = doors
            let until = by?.time(group.session.madeTimes).instant
            return try group.session.withPlan { builder throws(LuaError) in
                do throws(PlanError) {
                    let choice = DoorChoice(index: builder.index)
                    let own = builder.index.devices(of: group.target)
                    var move = DoorMove(added: try choice.devices(to).filter { !own.contains($0) }, dropped: [])
                    if let from { move.dropped = try choice.dropped(from, of: group.target) }
                    move.by = until
                    let key = group.session.freshKey(builder)
                    let row = StayRows(index: builder.index, now: group.session.now).move(
                        of: group.target,
                        move,
                        key: key
                    )
                    guard row.madeCount + row.endedCount > 0 else { return .nothing }
                    try record(row, of: group, options, position, in: builder)
                } catch {
                    throw LuaError(error)
                }
                return .nothing
            }
        }
    }

    static func ensure(_ session: ScriptSession) -> BoundFunction {
        Surface.Groups.ensure.bound { state, given, options throws(LuaError) in
            let position = state.position()
            let hours = (given.3.time(session.madeTimes), given.4.time(session.madeTimes))
            return try session.withPlan { builder throws(LuaError) in
                do throws(PlanError) {
                    let stay = NewStay(
                        name: given.1,
                        deviceIDs: try DoorChoice(index: builder.index).devices(given.2),
                        startsAt: hours.0.instant,
                        endsAt: hours.1.instant,
                    )
                    let ensured = EnsuredStay(id: given.0, stay: stay, session: session)
                    return .value(.object(try ensured.record(in: builder, options, position)))
                } catch {
                    throw LuaError(error)
                }
            }
        }
    }

    static func ensured(_ session: ScriptSession) -> BoundFunction {
        Surface.Groups.ensured.bound { _, id throws(LuaError) in
            try session.withPlan { builder in
                let target = EnsuredStay.target(ofID: id, in: builder.index, session)
                return .value(
                    target.map { .object(GroupValue($0, session: session, isNamed: true)) } ?? .nil
                )
            }
        }
    }

    private static func record(
        _ row: Row,
        of group: GroupValue,
        _ options: GivenOptions?,
        _ position: String?,
        in builder: PlanBuilder,
    ) throws(PlanError) {
        var row = row
        row.isNamed = group.isNamed
        try builder.record(row.with(options, position))
    }
}

/// A stay that a script knows by an id, and what has to be done so that it is as the script wants it.
struct EnsuredStay {
    let id: String
    let stay: NewStay
    let session: ScriptSession

    /// Records what is to be done, if anything is.
    func record(
        in builder: PlanBuilder,
        _ options: GivenOptions?,
        _ position: String?,
    ) throws(PlanError) -> GroupValue {
        let name = stay.name.shown
        guard stay.startsAt < stay.endsAt else {
            throw PlanError(.script, "\(name): the end must be after the start")
        }
        guard stay.endsAt > session.now else {
            let advice = WorkspaceFacts.pastAdvice(session.clockLead)
            throw PlanError(.script, "\(name): the end is in the past\(advice)")
        }
        guard let target = Self.target(ofID: id, in: builder.index, session) else {
            let key = Self.key(ofID: id, session)
            let row = StayRows(index: builder.index, now: session.now).creation(stay, key: key)
            try builder.record(row.with(options, position))
            return GroupValue(.group(commonCodeKey: key), session: session)
        }
        try correct(target, in: builder, options, position)
        return GroupValue(target, session: session)
    }

    /// The stay that has codes under one of the keys of an id, nil where none has.
    static func target(ofID id: String, in index: WorkspaceIndex, _ session: ScriptSession) -> Row.Target? {
        let key = key(ofID: id, session)
        let keys = [key] + (1..<DoorsView.keys).map { "\(key)_\($0 + 1)" }
        return keys.lazy.map { Row.Target.group(commonCodeKey: $0) }.first { !index.members(of: $0).isEmpty }
    }

    private static func key(ofID id: String, _ session: ScriptSession) -> String {
        MadeKey.of(id: id, workspaceID: session.workspace?.workspaceID ?? "")
    }

    private func correct(
        _ target: Row.Target,
        in builder: PlanBuilder,
        _ options: GivenOptions?,
        _ position: String?,
    ) throws(PlanError) {
        let codes = builder.index.members(of: target)
        let own = Set(codes.map(\.deviceID))
        var move = DoorMove(
            added: stay.deviceIDs.filter { !own.contains($0) },
            dropped: own.subtracting(stay.deviceIDs)
        )
        let isSame = codes.allSatisfy { $0.state.startsAt == stay.startsAt && $0.state.endsAt == stay.endsAt }
        guard move.added.isEmpty, move.dropped.isEmpty else {
            move.hours = CodeState(startsAt: stay.startsAt, endsAt: stay.endsAt, name: stay.name)
            let row = StayRows(index: builder.index, now: session.now).move(of: target, move, key: target.identifier)
            return try builder.record(row.with(options, position))
        }
        let isNamed = codes.allSatisfy { $0.state.name == stay.name }
        guard !isSame || !isNamed else { return }
        var change = Change(starts: .to(stay.startsAt), ends: .to(stay.endsAt), name: isNamed ? nil : stay.name)
        change.take(options)
        change.position = position
        try builder.record(change, of: target, at: session.now)
    }
}

extension Row {
    /// The row with what a script says of it.
    fileprivate func with(_ options: GivenOptions?, _ position: String?) -> Row {
        var row = self
        row.position = position
        row.because = options?.because
        row.once = options?.once
        row.allowed = options?.allowed ?? []
        return row
    }
}

extension ScriptSession {
    /// A key that no other row of any run has.
    fileprivate func freshKey(_ builder: PlanBuilder) -> String {
        MadeKey.of(run: context.runID, place: builder.revision, workspaceID: workspace?.workspaceID ?? "")
    }
}
