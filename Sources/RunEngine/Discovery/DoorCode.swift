package import Model

/// A PIN in memory, on its way from one code of a stay to another; no text shows it.
package struct HeldPIN: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The digits, for the request alone.
    package let digits: String

    /// Holds a PIN.
    package init(_ digits: String) { self.digits = digits }

    /// Never the digits.
    package var description: String { "••••" }

    /// Never the digits.
    package var debugDescription: String { description }
}

/// A code as a read of its door shows it.
package struct DoorCode: Hashable, Sendable {
    /// The code.
    package var accessCodeID: String
    /// The key of its group, nil for one that stands alone.
    package var commonCodeKey: String?
    /// Its hours and its name.
    package var state: CodeState
    /// Its PIN, nil where it has none yet or where that is not known.
    package var pin: HeldPIN?
    /// How far its lock has come with it.
    package var stage: Stage

    /// How far a lock has come with a code.
    package enum Stage: Hashable, Sendable {
        /// The lock has it, or will load it by itself when its time comes.
        case ready
        /// It is on its way to the lock.
        case setting
        /// The lock does not take it, by the API's error codes.
        case refused([String])
        /// Seam has ended it, and the lock may have it still.
        case leaving
    }

    /// Makes a code of its parts.
    package init(
        accessCodeID: String,
        commonCodeKey: String?,
        state: CodeState,
        pin: HeldPIN? = nil,
        stage: Stage = .ready,
    ) {
        self.accessCodeID = accessCodeID
        self.commonCodeKey = commonCodeKey
        self.state = state
        self.pin = pin
        self.stage = stage
    }
}
