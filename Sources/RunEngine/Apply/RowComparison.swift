internal import Model

/// What a fresh read says about each member of a row, over the fields that the row changes and the type.
struct RowComparison {
    /// What is found of one member.
    enum Finding: Hashable {
        /// What the plan wants.
        case after
        /// What the plan was made from.
        case before
        /// A code without an end where one with an end was planned.
        case ongoing
        /// Something else.
        case other
        /// No code.
        case missing
    }

    /// One finding for each member, in the row's order.
    let findings: [Finding]
    /// The states of the members that exist, in the row's order.
    let states: [CodeState?]

    /// Compares a row with the states that were found, by the ids of codes and of grants.
    init(_ row: Row, _ found: [String: CodeState]) {
        states = row.members.map { found[row.stateID(of: $0)] }
        findings = zip(row.members, states).map { member, state in
            Self.finding(member, state, row.changes)
        }
    }

    /// Whether nothing is left to do.
    var isDone: Bool { findings.allSatisfy { $0 == .after } }

    /// Whether each member is as it was or as it shall be, so that the same send brings all of them to the end.
    var isSendable: Bool { findings.allSatisfy { $0 == .after || $0 == .before } }

    /// Whether a member opens its door for ever now.
    var hasLostEnd: Bool { findings.contains(.ongoing) }

    private static func finding(_ member: Row.Member, _ state: CodeState?, _ changes: Set<ChangedField>) -> Finding {
        guard let state else { return .missing }
        if state.agrees(with: member.after, on: changes) { return .after }
        if state.agrees(with: member.before, on: changes) { return .before }
        return state.kind == .ongoing && member.after.kind == .timeBound ? .ongoing : .other
    }
}
