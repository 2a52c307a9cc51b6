extension Row {
    /// Whether an access grant holds the stay, so that its hours are the grant's.
    package var isOfGrant: Bool { target.isGrant }

    /// The id under which a member's present state is read: the grant's for all of its members, else the code's own.
    package func stateID(of member: Member) -> String {
        isOfGrant ? target.identifier : member.accessCodeID
    }

    /// The ids under which the present states of all members are read, each once.
    package var stateIDs: [String] {
        isOfGrant ? [target.identifier] : members.map(\.accessCodeID)
    }
}

extension Row.Target {
    /// Whether it is an access grant.
    package var isGrant: Bool {
        if case .grant = self { true } else { false }
    }
}

/// The id of a member of an access grant that has no code on its door, such as a card's: the grant's id and the device's.
///
/// The API knows no such id, and is never asked for one.
package enum CodelessID {
    private static let separator = "@"

    /// The id of a grant's place at a device.
    package static func make(grant: String, device: String) -> String { grant + separator + device }

    /// Whether an id is one of these, and not that of a code.
    package static func isOne(_ id: String) -> Bool { id.contains(separator) }
}

extension Row.Member {
    /// Whether the grant has a code on this door.
    package var hasCode: Bool { !CodelessID.isOne(accessCodeID) }
}
