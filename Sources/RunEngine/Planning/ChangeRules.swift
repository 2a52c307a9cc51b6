import CivilTime
internal import Model

/// What a change means for one code, and whether it makes sense there.
struct ChangeRules {
    let index: WorkspaceIndex
    let code: IndexedCode
    /// How the operator knows the group.
    let name: String
    let now: Instant
    /// How far this machine's clock is ahead of the server's, nil where it is not known.
    var clockLead: TimeSpan?

    /// The code's state after the change.
    /// - Throws: `script_error` with a sentence for what makes no sense.
    func state(after change: Change) throws(PlanError) -> CodeState {
        guard !code.isOffline else {
            throw refusal("the code on \(door.shown) was made for an offline lock, and cannot be changed")
        }
        try refuseUnknownHours()
        var state = code.state
        if let newName = change.name { state.name = newName }
        guard change.starts != nil || change.ends != nil else { return state }
        state.startsAt = try moved(state.startsAt, by: change.starts)
        state.endsAt = try moved(state.endsAt, by: change.ends)
        state.kind = .timeBound
        try check(state)
        return state
    }

    /// Refuses every change of a code that ends at a time which nobody could read: both bounds go out with every change,
    /// and whether a guest is inside cannot be told.
    private func refuseUnknownHours() throws(PlanError) {
        guard code.state.kind == .timeBound else { return }
        let names = [code.state.startsAt == nil ? "starts_at" : nil, code.state.endsAt == nil ? "ends_at" : nil]
        let missing = names.compactMap(\.self).joined(separator: " and ")
        guard missing.isEmpty else {
            throw refusal(
                "the answer for the code on \(door.shown) has no \(missing) that can be read, and no change is "
                    + "safe without"
            )
        }
    }

    private func moved(_ bound: Instant?, by move: Change.Move?) throws(PlanError) -> Instant? {
        guard let move else { return bound }
        if case .to(let instant) = move { return instant }
        guard let bound else {
            throw refusal("the code on \(door.shown) has no hours to move; set both starts_at and ends_at")
        }
        do throws(CivilTimeError) {
            return try move.applied(to: bound, in: move.isCivil ? try zone() : .utc)
        } catch {
            throw refusal(error.message)
        }
    }

    private func check(_ state: CodeState) throws(PlanError) {
        guard let start = state.startsAt, let end = state.endsAt else {
            throw refusal("the code on \(door.shown) needs both starts_at and ends_at")
        }
        guard start < end else {
            throw refusal("the end (\(local(end))) must be after the start (\(local(start)))")
        }
        guard end > now || end == code.state.endsAt else {
            throw refusal("the end (\(local(end))) is in the past\(WorkspaceFacts.pastAdvice(clockLead))")
        }
    }

    /// The zone of the door, in which a day and a clock have a meaning.
    private func zone() throws(CivilTimeError) -> Zone {
        guard let zone = index.doors[code.deviceID]?.zone else {
            throw CivilTimeError(
                code: .zone,
                message: "the zone of \(door.shown) is not known, so that a day and a clock mean nothing there; "
                    + "write \"24h\" or a whole time, or give the zone of \"\(door.shown)\" in keyshift.json",
            )
        }
        return try Zone.named(zone)
    }

    private var door: String { index.doorName(code.deviceID) }

    private func local(_ instant: Instant) -> String {
        LocalTime.full(instant, index.doors[code.deviceID]?.zone)
    }

    private func refusal(_ sentence: String) -> PlanError {
        PlanError(.script, "\(name.shown): \(sentence)")
    }
}
