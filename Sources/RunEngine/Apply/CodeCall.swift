package import CivilTime
internal import Journal
package import Model

/// One call of an apply.
package enum CodeCall: Hashable, Sendable {
    /// Gives codes that are there other hours, a name or a type.
    case update(CodeUpdate)
    /// Makes a code.
    case create(CodeCreation)
    /// Ends a code on a device for good.
    case delete(accessCodeID: String, deviceID: String)

    /// The update, nil for a call that makes or ends a code.
    package var update: CodeUpdate? {
        if case .update(let update) = self { update } else { nil }
    }

    /// The one device that it concerns; nil for an update, which concerns those of its row.
    var deviceID: String? {
        switch self {
        case .update(let update): update.deviceID
        case .create(let creation): creation.deviceID
        case .delete(_, let deviceID): deviceID
        }
    }

    /// Whether doing it twice does more than doing it once.
    var isRepeatable: Bool {
        if case .create = self { false } else { true }
    }

    /// What is counted at the device by the limits of the API.
    var paced: PacedCall {
        switch self {
        case .update: .update
        case .create: .create
        case .delete: .delete
        }
    }
}

/// A code that is to be made.
package struct CodeCreation: Hashable, Sendable {
    /// The device that it opens.
    package var deviceID: String
    /// The name.
    package var name: String?
    /// The start of its hours.
    package var startsAt: Instant
    /// The end of its hours.
    package var endsAt: Instant
    /// The key that it shares with the others of its stay, by which a read finds it again.
    package var commonCodeKey: String
    /// How many digits a PIN has that the API chooses, nil for any number that the door takes.
    package var length: Int?
    /// The PIN, nil to let the API choose: that of the key, where it has one.
    package var pin: HeldPIN?
}

/// What one reading found of some rows.
package struct RowReading: Sendable {
    /// Codes and access grants by their ids.
    package var states: [String: CodeState] = [:]
    /// All codes of doors, by device id.
    package var doors: [String: [DoorCode]] = [:]

    /// Makes a reading of both.
    package init(states: [String: CodeState] = [:], doors: [String: [DoorCode]] = [:]) {
        self.states = states
        self.doors = doors
    }
}
