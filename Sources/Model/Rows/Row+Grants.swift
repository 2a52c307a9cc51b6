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

/// The id of a member that has no code on its door: of an access grant, such as a card's, its id and the device's; of a
/// code that is still to be made, its key and the device's.
///
/// The API knows no such id, and is never asked for one.
package enum CodelessID {
    private static let separator = "@"
    private static let mark = UInt8(ascii: "@")

    /// The id of a grant's place at a device.
    package static func make(grant: String, device: String) -> String { grant + separator + device }

    /// The id of the place at a device of a code that is to be made with a key.
    package static func make(key: String, device: String) -> String { key + separator + device }

    /// Whether an id is one of these, and not that of a code.
    package static func isOne(_ id: String) -> Bool { id.utf8.contains(mark) }
}

extension Row.Member {
    /// Whether there is a code on this door.
    package var hasCode: Bool { !CodelessID.isOne(accessCodeID) }
}
