package import CivilTime
package import Model

/// The absolute values of one send.
package struct CodeUpdate: Hashable, Sendable {
    /// The group or the code.
    package var target: Row.Target
    /// The device, where one code of several is changed by itself; nil for all of a row.
    package var deviceID: String?
    /// The start of the hours, nil for codes that have none.
    package var startsAt: Instant?
    /// The end of the hours, nil for codes that have none.
    package var endsAt: Instant?
    /// The name, nil to leave it.
    package var name: String?
    /// The type, nil to leave it; only single codes change it.
    package var kind: CodeState.Kind?

    /// Makes an update of its parts.
    package init(
        target: Row.Target,
        startsAt: Instant? = nil,
        endsAt: Instant? = nil,
        name: String? = nil,
        kind: CodeState.Kind? = nil,
    ) {
        self.target = target
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.name = name
        self.kind = kind
    }

    /// The update that brings a row to its end, nil when one of its bounds is not known or not the same for all codes.
    ///
    /// Codes with hours get both bounds in every update, a rename included: no source says what an update does to a bound
    /// that it leaves out, and a server may take it as "no hours any more". A bound that the row does not change is the one
    /// of the fresh read. Where the codes differ in it one call would change what nobody asked to change.
    init?(_ row: Row, fresh states: [CodeState]) {
        guard let first = row.members.first,
            row.members.allSatisfy({ $0.after.agrees(with: first.after, on: row.changes) })
        else { return nil }
        target = row.target
        if row.changes.contains(.name) { name = first.after.name }
        if first.before.kind != first.after.kind { kind = first.after.kind }
        guard first.after.kind == .timeBound else { return }
        startsAt = row.changes.contains(.startsAt) ? first.after.startsAt : Self.common(\.startsAt, states)
        endsAt = row.changes.contains(.endsAt) ? first.after.endsAt : Self.common(\.endsAt, states)
        if startsAt == nil || endsAt == nil { return nil }
    }

    private static func common(_ bound: KeyPath<CodeState, Instant?>, _ states: [CodeState]) -> Instant? {
        guard let first = states.first?[keyPath: bound] else { return nil }
        return states.allSatisfy { $0[keyPath: bound] == first } ? first : nil
    }
}
