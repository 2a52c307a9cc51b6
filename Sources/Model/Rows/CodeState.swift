package import CivilTime

/// What a plan can change of one access code: its hours, its name and its type.
package struct CodeState: Hashable, Sendable {
    /// Whether a code ends.
    package enum Kind: String, Codable, Sendable {
        /// The code works until it is deleted.
        case ongoing
        /// The code works between two instants.
        case timeBound = "time_bound"
        /// There is no code.
        case absent
    }

    /// No code: what a code that is to be made was before, and one that is to be cancelled shall be.
    package static let absent = CodeState(startsAt: nil, endsAt: nil, name: nil, kind: .absent)

    /// The instant from which the code opens, nil for an ongoing code.
    package var startsAt: Instant?
    /// The instant until which the code opens, nil for an ongoing code.
    package var endsAt: Instant?
    /// The name that the API shows, nil where none was given.
    package var name: String?
    /// Whether the code ends.
    package var kind: Kind

    /// Makes a state of its four parts.
    package init(startsAt: Instant?, endsAt: Instant?, name: String?, kind: Kind = .timeBound) {
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.name = name
        self.kind = kind
    }

    /// Whether there is a code.
    package var exists: Bool { kind != .absent }

    /// The hours of a code that ends, nil for one without an end or with hours that are none.
    package var hours: Range<Instant>? {
        guard kind == .timeBound, let startsAt, let endsAt, startsAt < endsAt else { return nil }
        return startsAt..<endsAt
    }

    /// Whether somebody can open the door with this code at `instant`.
    package func isInside(at instant: Instant) -> Bool {
        guard kind == .timeBound, let startsAt, let endsAt else { return false }
        return startsAt <= instant && instant < endsAt
    }

    /// Whether both states agree on each of `fields`, and on the type.
    package func agrees(with other: CodeState, on fields: Set<ChangedField>) -> Bool {
        guard kind == other.kind else { return false }
        return fields.allSatisfy { field in
            switch field {
            case .startsAt: startsAt == other.startsAt
            case .endsAt: endsAt == other.endsAt
            case .name: name == other.name
            }
        }
    }
}

/// A field that a row changes; the words are the API's.
package enum ChangedField: String, Sendable, Hashable, CaseIterable {
    /// The start of the hours.
    case startsAt = "starts_at"
    /// The end of the hours.
    case endsAt = "ends_at"
    /// The name of the codes.
    case name
}
